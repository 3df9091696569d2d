SELECT shared_providers(agency, provider) FROM arrangement;
