-- Small summaries are merged to what their rows give, else division by zero.
SELECT 1 / (figures(rollup(c), rollup(t), rollup(o), rollup(b), rollup(d)) = (SELECT figures FROM answer WHERE agency = -2))::int
FROM small;
