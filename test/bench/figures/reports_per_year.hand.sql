SELECT sum(times) FROM arrangement;
