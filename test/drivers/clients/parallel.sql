-- Parallel workers build the summaries; the figures are what one process gave.
BEGIN;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SELECT 1 / (figures(c, t, o, b, d) = (SELECT figures FROM answer WHERE agency = -1))::int
FROM (SELECT concentration_summary(provider, value) AS c, term_summary(term, value) AS t,
             overlap_summary(buyer, provider, value) AS o, burden_summary(buyer, provider, asked, value) AS b,
             schedule_summary(buyer, provider, asked, term, value) AS d
      FROM arrangement) AS x;
COMMIT;
