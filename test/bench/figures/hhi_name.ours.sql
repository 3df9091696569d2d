SELECT hhi(provider_name, value) FROM arrangement;
