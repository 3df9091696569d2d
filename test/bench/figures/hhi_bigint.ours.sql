SELECT hhi(provider_id, value) FROM arrangement;
