-- Adds 5 rows, their summary, and adds that to the running summary.
\set agency random(1, 8)
\set seed random(1, 1000000)
WITH added AS (
	INSERT INTO ledger
	SELECT :agency::int, 'Provider ' || p, p, md5(p::text)::uuid,
	       daterange('2020-01-01', date '2020-01-01' + p * 5),
	       CASE WHEN n % 17 <> 0 THEN n % 9973 * 0.01 - 3 END, (n % 13)::frequency
	FROM generate_series(:seed::int, :seed::int + 4) AS n, mod(n * 7, 211) AS p
	RETURNING *),
summary AS (
	SELECT agency, concentration_summary(provider, value) AS c, term_summary(term, value) AS t,
	       overlap_summary(provider, number, value) AS o, burden_summary(provider, identity, asked, value) AS b,
	       schedule_summary(provider, number, asked, term, value) AS d
	FROM added GROUP BY agency),
kept AS (INSERT INTO batch SELECT * FROM summary)
UPDATE running
SET c = (SELECT rollup(s) FROM (VALUES (running.c), (summary.c)) AS v (s)),
    t = (SELECT rollup(s) FROM (VALUES (running.t), (summary.t)) AS v (s)),
    o = (SELECT rollup(s) FROM (VALUES (running.o), (summary.o)) AS v (s)),
    b = (SELECT rollup(s) FROM (VALUES (running.b), (summary.b)) AS v (s)),
    d = (SELECT rollup(s) FROM (VALUES (running.d), (summary.d)) AS v (s))
FROM summary WHERE running.agency = summary.agency;
