SELECT sum(value) FROM arrangement;
