SELECT gini(provider, value) FROM arrangement;
