SELECT hhi(provider, value) FROM arrangement;
