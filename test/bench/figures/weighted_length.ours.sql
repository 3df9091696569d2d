SELECT weighted_length(term, value) FROM arrangement;
