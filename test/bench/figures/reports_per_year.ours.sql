SELECT reports_per_year(frequency) FROM arrangement;
