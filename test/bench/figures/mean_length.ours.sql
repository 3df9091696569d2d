SELECT mean_length(term) FROM arrangement;
