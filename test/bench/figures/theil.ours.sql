SELECT theil(provider, value) FROM arrangement;
