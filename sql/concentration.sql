-- Who holds the money.
\pset format unaligned
\pset footer off
\pset null NULL

-- published vectors: each value is one holder's, its place the key
CREATE TEMP TABLE vector (name text, n int, v numeric);
CREATE FUNCTION pg_temp.vector(name text, v numeric[]) RETURNS void LANGUAGE sql AS
  $$ INSERT INTO vector SELECT name, i, x FROM unnest(v) WITH ORDINALITY AS u(x, i) $$;
DO $$ BEGIN
  PERFORM pg_temp.vector('X', '{541,1463,2445,3438,4437,5401,6392,8304,11904,22261}');
  PERFORM pg_temp.vector('doj 30 30 20 20', '{30,30,20,20}');
  PERFORM pg_temp.vector('doj 70 30', '{70,30}');
  PERFORM pg_temp.vector('doj 70 15 5', '{70,15,5}');
  PERFORM pg_temp.vector('doj 25 20 15', '{25,20,15,10,8,7,6,5,4}');
  PERFORM pg_temp.vector('doj 25 20 15 9', '{25,20,15,10,9,8,7,6}');
  PERFORM pg_temp.vector('doj 45 15', '{45,15,10,8,7,6,5,4}');
  PERFORM pg_temp.vector('desctools a', '{261,29,33,15,39,28,95,5,6,28,69,8,105,38,15}');
  PERFORM pg_temp.vector('desctools b', '{783,121,112,70,201,153,425,19,37,126,325,51,442,193,41}');
  PERFORM pg_temp.vector('two of five', '{10,10,0,0,0}');
  PERFORM pg_temp.vector('1 to 5', '{1,2,3,4,5}');
  PERFORM pg_temp.vector('10 to 50', '{10,20,30,40,50}');
  PERFORM pg_temp.vector('schutz', '{1000,2000,1500,3000,2500}');
  PERFORM pg_temp.vector('half have it', '{0,0,0,10,10,10}');
  PERFORM pg_temp.vector('equal', '{3,3,3,3}');
  PERFORM pg_temp.vector('one', '{10}');
  PERFORM pg_temp.vector('all zero', '{0,0,0.00}');
  PERFORM pg_temp.vector('disclosure', '{75,8,10,8}');
END $$;
CREATE TEMP TABLE vs AS SELECT name, concentration_summary(n::text, v) AS s FROM vector GROUP BY name;
-- the example vector of R's ineq package; the last line is 20:20, from the Lorenz curve
SELECT round(hhi(s), 7) AS hhi, round(effective_holders(s), 6) AS effective, round(gini(s), 7) AS gini,
       round(theil(s), 7) AS theil, round(entropy(s), 7) AS entropy, round(hoover(s), 7) AS hoover,
       round(palma(s), 7) AS palma, round(atkinson(s, 0.5), 7) AS atkinson_half, round(atkinson(s, 1), 7) AS atkinson_1
FROM vs WHERE name = 'X';
SELECT holders(s), total(s), round(gini(s) * 10 / 9, 7) AS sample_gini,
       round(top_share(s, 1), 7) AS cr1, round(top_share(s, 3), 7) AS cr3, round(top_share(s, 4), 7) AS cr4,
       round(top_share(s, 8), 7) AS cr8, top_share(s, 10) AS cr10, top_share(s, 11) AS cr11, top_share(s, 0) AS cr0,
       top_share(s, 9223372036854775807) AS cr_all
FROM vs WHERE name = 'X';
SELECT round((1 - max(value_share) FILTER (WHERE holder_share = 0.8))
             / max(value_share) FILTER (WHERE holder_share = 0.2), 7) AS top_20_to_bottom_20
FROM vs, lorenz(s, 10) WHERE name = 'X';
-- HHI in points of the competition authorities is 10,000 times ours
SELECT name, round(hhi(s) * 10000, 2) AS points FROM vs WHERE name LIKE 'doj%' ORDER BY name;
SELECT name, round(hhi(s), 7) AS hhi FROM vs WHERE name LIKE 'desctools%' ORDER BY name;
-- what cannot be measured is NULL, and not 0
SELECT name, holders(s) AS n, positive_holders(s) AS positive, total(s), round(hhi(s), 10) AS hhi, round(effective_holders(s), 10) AS effective,
       round(gini(s), 7) AS gini, round(hoover(s), 7) AS hoover
FROM vs WHERE name IN ('two of five', '1 to 5', 'equal', 'one', 'all zero', 'schutz', 'doj 30 30 20 20') ORDER BY name;
-- a figure that ends is written to its end: no trailing zeros
SELECT name, hhi(s), gini(s), hoover(s), top_share(s, 2)
FROM vs WHERE name IN ('two of five', 'equal', 'one', 'schutz') ORDER BY name;
SELECT name, round(atkinson(s, 0.5), 5) AS atkinson_half, round(atkinson(s, 1), 7) AS atkinson_1
FROM vs WHERE name = '10 to 50';
-- half have everything: Theil and what entropy lacks of ln 6 are ln 2; Atkinson is 1 from epsilon 1 on, where someone has nothing
SELECT round(theil(s), 15) AS theil, round(ln(2.000000000000000), 15) AS ln_2, round(entropy(s), 15) AS entropy,
       round(ln(3.000000000000000), 15) AS ln_3, atkinson(s, 0.5) AS atkinson_half, atkinson(s, 1) AS atkinson_1,
       atkinson(s, 2) AS atkinson_2
FROM vs WHERE name = 'half have it';
SELECT name, theil(s), entropy(s) = round(ln(holders(s)::numeric(30,20)), scale(entropy(s))) AS entropy_is_ln_n,
       atkinson(s, 0.3) AS atkinson, atkinson(s, 1) AS atkinson_1, atkinson(s, 5) AS atkinson_5, palma(s), gini(s)
FROM vs WHERE name IN ('equal', 'one', 'all zero') ORDER BY name;
-- figures near zero keep their digits: with 1 + d and 1 - d, Theil is d^2/2 + d^4/12, Atkinson (1) is d^2/2 + d^4/8
SELECT round(theil(s), 27) AS theil, round(atkinson(s, 1), 27) AS atkinson, gini(s), hhi(s)
FROM (SELECT concentration_summary(k, 1000000 + k) AS s FROM unnest('{-1,1}'::int[]) AS k) AS x;
-- the Lorenz curve: exact points, and straight lines between them
SELECT holder_share, round(value_share, 7) AS value_share FROM vs, lorenz(s, 5) WHERE name = '1 to 5' ORDER BY 1;
SELECT holder_share, value_share FROM vs, lorenz(s, 4) WHERE name = '1 to 5' ORDER BY 1;
SELECT holder_share, value_share FROM vs, lorenz(s, 1) WHERE name = 'X' ORDER BY 1;
SELECT count(*) AS points, min(holder_share) AS least, max(holder_share) AS most,
       count(*) FILTER (WHERE holder_share = 0.37) AS has_0_37, bool_and(value_share <= holder_share) AS below_equality
FROM vs, lorenz(s) WHERE name = 'X';
-- Palma between whole holders: of {1,2,3,4} the top tenth is 0.4 of the 4, 1.6; the bottom 40 % 1 + 0.6 * 2 = 2.2
SELECT round(palma(concentration_summary(v, v)), 10) AS palma, round(1.6 / 2.2, 10) AS by_hand
FROM unnest('{1,2,3,4}'::int[]) AS v;
SELECT name, palma(s) FROM vs WHERE name IN ('half have it', 'two of five') ORDER BY name;
-- the fewest holders that hold a share: {50,30,20} and one with nothing
SELECT share, holders_for_share(s, share)
FROM (SELECT concentration_summary(k, v) AS s FROM (VALUES ('a', 20), ('b', 50), ('c', 30), ('d', 0)) AS c(k, v)) AS x,
     unnest('{0,0.0000001,0.5,0.5000000001,0.8,0.80000000000000000001,1}'::numeric[]) AS share ORDER BY share;
-- dominance and the p % rule on {75,8,10,8}: 75 of 101, with the second 85; the rest is 16, 21.3 % of 75
SELECT dominated(s, 1, 70) AS n1_k70, dominated(s, 1, 75) AS n1_k75, dominated(s, 2, 80) AS n2_k80,
       dominated(s, 2, 85) AS n2_k85, dominated(s, 9, 100) AS all_k100, dominated(s, 9, 99.99) AS all_k99,
       p_percent_sensitive(s, 20) AS p20, p_percent_sensitive(s, 21.3) AS p21, p_percent_sensitive(s, 21.4) AS p22,
       p_percent_sensitive(s, 25) AS p25
FROM vs WHERE name = 'disclosure';
-- both are strict: 80 of 100 is not more than 80 %, a rest of 10 is not less than 20 % of 50
SELECT dominated(concentration_summary(k, v), 2, 80) AS is_80, dominated(concentration_summary(k, v), 2, 79.999999) AS over_79,
       p_percent_sensitive(concentration_summary(k, w), 20) AS rest_is_20,
       p_percent_sensitive(concentration_summary(k, w), 20.000001) AS rest_under_20
FROM (VALUES ('a', 50, 50), ('b', 30, 40), ('c', 20, 10)) AS c(k, v, w);
-- one or two contributors are always sensitive, but for p = 0
SELECT name, p_percent_sensitive(s, 1) AS p, p_percent_sensitive(s, 0) AS p0, dominated(s, 2, 99.9) AS dominated
FROM vs WHERE name IN ('one', 'doj 70 30') ORDER BY name;
-- bands: an edge belongs to the band that it opens
SELECT band, holders, holder_share, value, round(value_share, 7) AS value_share
FROM vs, value_bands(s, '{1000,5401,10000,100000}') WHERE name = 'X' ORDER BY band;
SELECT band, holders, holder_share, value, value_share FROM vs, value_bands(s, '{0,10}') WHERE name = 'two of five' ORDER BY band;
-- the published bands of 6,256 contracts: 60 % under 100,000 hold 9 %, 3.7 % over a million; nine hold 17.7 %
CREATE TEMP TABLE ps AS
SELECT concentration_summary(band * 10000 + i, CASE WHEN i = 1 THEN v - (n - 1) * trunc(v / n) ELSE trunc(v / n) END) AS s
FROM (VALUES (1, 3754, 139236000.00), (2, 1064, 150000000), (3, 1207, 500000000), (4, 222, 483629000),
             (5, 9, 274200000)) AS p(band, n, v), generate_series(1, n) AS i;
SELECT band, holders, round(holder_share, 3) AS holder_share, value, round(value_share, 4) AS value_share
FROM ps, value_bands(s, '{100000,200000,1000000}') ORDER BY band;
SELECT holders(s), round(top_share(s, 9), 4) AS top_nine, holders_for_share(s, 0.177) FROM ps;

-- a key's rows are summed first; zero keys count; a net negative key has no share and is counted apart
SELECT holders(s), negative_holders(s) AS negative, total(s), measured_rows(s) AS rows, hhi(s), gini(s), top_share(s, 1),
       entropy(s) = round(ln(2.00000000000000000000), scale(entropy(s))) AS entropy_is_ln_2
FROM (SELECT concentration_summary(k, v) AS s
      FROM (VALUES ('a', 10), ('a', 15), ('b', 30), ('b', -5), ('c', 7), ('c', -7), ('d', 3), ('d', -20), ('e', 0)) AS t(k, v)) AS x;
SELECT holders(s), negative_holders(s) AS negative, total(s), hhi(s), gini(s), top_share(s, 1), measured_rows(s) AS rows,
       (SELECT count(*) FROM top_holders(s, 9)) AS listed
FROM (SELECT concentration_summary(k, -1.5) AS s FROM unnest('{a,b}'::text[]) AS k) AS x;
-- the largest, with ties in byte order of the key: 'B' before 'a', a prefix before the longer, two bytes last
SELECT * FROM top_holders((SELECT concentration_summary(k, v)
                             FROM (VALUES ('a', 5), ('é', 5), ('B', 5), ('b', 5), ('ab', 5), ('', 5), ('z', 7.5), ('Z', 2.5),
                                          ('n', -40)) AS t(k, v)), 20) ORDER BY rank;
SELECT * FROM vs, top_holders(s, 2) WHERE false;
SELECT rank, holder, value, round(share, 7) AS share FROM vs, top_holders(s, 3) WHERE name = 'X' ORDER BY rank;
SELECT count(*) FROM vs, top_holders(s, 0) WHERE name = 'X';

-- keys of all kinds. bigint, with ties in the order of numbers
SELECT holder, value FROM top_holders((SELECT concentration_summary(k, 1)
  FROM unnest('{0,-1,1,9223372036854775807,-9223372036854775808,256,72057594037927936,-256}'::bigint[]) AS k), 10) ORDER BY rank;
-- uuid
SELECT holder, value FROM top_holders((SELECT concentration_summary(k, 2)
  FROM unnest('{ffffffff-ffff-ffff-ffff-ffffffffffff,00000000-0000-0000-0000-000000000000,00000000-0000-0000-0000-000000000001,
                A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11,a0eebc999c0b4ef8bb6d6bb9bd380a11,
                7fffffff-0000-0000-0000-000000000000}'::uuid[]) AS k), 10) ORDER BY rank;
-- int, smallint and varchar arrive by implicit cast, and so do values
SELECT hhi(k::int, v::int) AS int, hhi(k::smallint, v::bigint) AS smallint, hhi(k::bigint, v::smallint) AS bigint,
       hhi(k::text::varchar(4), v) AS varchar, hhi(k::text::name, v) AS name, hhi(k::text, v::numeric(9,3)) AS text
FROM (VALUES (1, 1), (-2, 3), (1, 2), (3, 0)) AS t(k, v);
-- text keys: empty, of 7, 8 and 9 bytes, alike in their first 8 or 16 bytes, in length only, in case, in blanks, in form
CREATE TEMP TABLE keys AS
SELECT k FROM unnest(ARRAY['', ' ', '  ', 'a', 'A', 'a ', 'abcdefg', 'abcdefgh', 'abcdefghi', 'abcdefghj', 'abcdefgi', 'abcdefgh ',
  'abcdefghabcdefgh', 'abcdefghabcdefgi', 'abcdefghabcdefghi', 'xbcdefgh', 'é', 'è', 'é', '名', '名名', '😀',
  '0', '00', '1', E'\x01', E'\t', E'\n', E'\\', '"', '''', '{', '[]', 'null', 'NULL']) AS k;
SELECT holders(s), round(hhi(s) * 35, 10) AS hhi,
       (SELECT count(*) FROM top_holders(s, 99) JOIN keys ON holder = k WHERE value = 1) AS found,
       (SELECT string_agg(holder, ',' ORDER BY rank) = string_agg(holder, ',' ORDER BY holder COLLATE "C")
        FROM top_holders(s, 99)) AS in_byte_order
FROM (SELECT concentration_summary(k, 1) AS s FROM keys) AS x;
DROP TABLE keys;
SELECT holders(s), total(s), round(top_share(s, 1), 10) AS largest,
       (SELECT bool_and(value = n) FROM top_holders(s, 99) JOIN generate_series(1, 40) AS n ON length(holder) = n - 1) AS values
FROM (SELECT concentration_summary(repeat('x', n - 1), n) AS s FROM generate_series(1, 40) AS n) AS x;
-- keys of a megabyte that differ in their last byte, and in nothing but length
SELECT holders(s), total(s), hhi(s), (SELECT md5(holder) = md5(repeat('k', 1048576) || 'b') FROM top_holders(s, 1)) AS largest
FROM (SELECT concentration_summary(repeat('k', 1048576) || k, v) AS s
      FROM (VALUES ('a', 1), ('b', 3), ('', 0), ('a', 1), ('b', 3)) AS t(k, v)) AS x;
-- stored and compressed keys and values arrive whole
CREATE TEMP TABLE toasted (k text, v numeric);
ALTER TABLE toasted ALTER k SET STORAGE external;
INSERT INTO toasted SELECT repeat(chr(97 + i % 3), 5000), i FROM generate_series(0, 8) AS i;
ALTER TABLE toasted ALTER k SET STORAGE extended;
INSERT INTO toasted SELECT repeat(chr(97 + i % 3), 5000), i FROM generate_series(0, 8) AS i;
SELECT left(holder, 3) AS holder, length(holder), value, round(share, 10) AS share
FROM top_holders((SELECT concentration_summary(k, v) FROM toasted), 5) ORDER BY rank;
DROP TABLE toasted;

-- amounts: exact, to 10 decimals, rounded half away from zero, written without trailing zeros
SELECT total(concentration_summary(1, v)) AS total, max(why) AS why
FROM (VALUES (1, 1.50, 'to a cent'), (1, 2.25, 'to a cent'), (2, 1.5, 'trailing zeros'), (2, 2.500, 'trailing zeros'),
             (3, 0.00000000005, 'up'), (4, 0.000000000049999999, 'down'), (5, 0.12345678905, 'up at the eleventh'),
             (6, 0.00000000004, 'each row'), (6, 0.00000000004, 'each row'), (7, 1, 'at most ten'), (7, 2.000000000000, 'at most ten'),
             (8, 12345678901234567.8901234567, 'exact'), (8, 0.0000000001, 'exact'), (9, 1e17, 'whole'), (9, 1, 'whole'),
             (10, 0.99999999995, 'carries')) AS t(g, v, why)
GROUP BY g ORDER BY g;
SELECT total(concentration_summary('a', v)) AS down_and_up, negative_holders(concentration_summary(v::text, v)) AS negative
FROM (VALUES (1), (-0.00000000005), (-0.00000000004)) AS t(v);

-- every accessor beside its definition in plain SQL: 39 groups of up to 195 keys; group 1 has only zero values, group 2
-- only negative ones, group 3 equal ones, group 4 none that is known, group 5 amounts beyond 64 bits
DO $$ BEGIN PERFORM setseed(0.47); END $$;
CREATE TEMP TABLE c AS
SELECT g, CASE WHEN r < 0.03 THEN NULL WHEN g % 3 = 0 THEN 'Provider number ' || k WHEN g % 3 = 1 THEN k::text
               ELSE repeat('k', k) END AS key,
       CASE WHEN g = 1 THEN 0 WHEN g = 2 THEN -v - 1 WHEN g = 3 THEN 7 WHEN g = 4 OR r2 < 0.03 THEN NULL
            WHEN g = 5 THEN v * 123456789012345 WHEN r2 < 0.1 THEN 0 WHEN r2 < 0.15 THEN -v ELSE v END AS value
FROM (SELECT g, k, random() AS r, random() AS r2,
             round((random() ^ (1 + g % 5) * 10 ^ (g % 9))::numeric, CASE WHEN g % 9 < 2 THEN 10 ELSE g % 4 END) AS v
      FROM generate_series(1, 39) AS g, generate_series(1, g * 5) AS k, generate_series(0, (g + k) % 4) AS row) AS x;
CREATE TEMP TABLE cs AS SELECT g, concentration_summary(key, value) AS s FROM c GROUP BY g;
-- net value of each key that counts, ranked; up and down are the ranks from the least and from the largest
CREATE TEMP TABLE x AS
SELECT g, key, v, row_number() OVER (PARTITION BY g ORDER BY v, key COLLATE "C" DESC) AS up,
       row_number() OVER (PARTITION BY g ORDER BY v DESC, key COLLATE "C") AS down,
       sum(v) OVER (PARTITION BY g ORDER BY v DESC, key COLLATE "C") AS top,
       sum(v) OVER (PARTITION BY g) AS t, count(*) OVER (PARTITION BY g) AS n
FROM (SELECT g, key, sum(value) AS v FROM c WHERE key IS NOT NULL AND value IS NOT NULL GROUP BY g, key) AS net
WHERE v >= 0;
-- equal to 15 digits, or both NULL; a ratio to 40 decimals, NULL without a positive base
CREATE FUNCTION pg_temp.same(a numeric, b numeric) RETURNS boolean LANGUAGE sql AS
  $$ SELECT coalesce(abs(a - b) <= 1e-15 * abs(b) + 1e-38, a IS NULL AND b IS NULL) $$;
CREATE FUNCTION pg_temp.ratio(a numeric, b numeric) RETURNS numeric LANGUAGE sql AS
  $$ SELECT CASE WHEN b > 0 THEN round(a, 40) / b END $$;
SELECT count(*) AS groups, bool_and(holders(s) IS NOT DISTINCT FROM coalesce(n, 0)) AS holders,
       bool_and(positive_holders(s) IS NOT DISTINCT FROM coalesce(positive, 0)) AS positive,
       bool_and(negative_holders(s) IS NOT DISTINCT FROM keys - coalesce(n, 0)) AS negative,
       bool_and(measured_rows(s) IS NOT DISTINCT FROM measured) AS measured,
       bool_and(missing_rows(s) IS NOT DISTINCT FROM missing) AS missing, bool_and(pg_temp.same(value_coverage(s), coverage)) AS coverage,
       bool_and(total(s) IS NOT DISTINCT FROM t) AS total, bool_and(pg_temp.same(hhi(s), squares)) AS hhi,
       bool_and(pg_temp.same(effective_holders(s), 1 / squares)) AS effective, bool_and(pg_temp.same(gini(s), g_i)) AS gini
FROM cs JOIN (SELECT g, count(DISTINCT key) FILTER (WHERE value IS NOT NULL) AS keys,
                     count(*) FILTER (WHERE key IS NOT NULL AND value IS NOT NULL) AS measured,
                     count(*) FILTER (WHERE key IS NULL OR value IS NULL) AS missing,
                     pg_temp.ratio(coalesce(sum(abs(value)) FILTER (WHERE key IS NOT NULL), 0), sum(abs(value))) AS coverage
              FROM c GROUP BY g) AS r USING (g)
     LEFT JOIN (SELECT g, n, t, count(*) FILTER (WHERE v > 0) AS positive, pg_temp.ratio(sum(v * v), t * t) AS squares,
                       pg_temp.ratio(2 * sum(up * v) - (n + 1) * t, n * t) AS g_i FROM x GROUP BY g, n, t) AS m USING (g);
-- as aggregates of their own
SELECT count(*) AS groups, bool_and(h IS NOT DISTINCT FROM hhi(s)) AS hhi, bool_and(gi IS NOT DISTINCT FROM gini(s)) AS gini,
       bool_and(th IS NOT DISTINCT FROM theil(s)) AS theil, bool_and(e IS NOT DISTINCT FROM effective_holders(s)) AS effective
FROM cs JOIN (SELECT g, hhi(key, value) AS h, gini(key, value) AS gi, theil(key, value) AS th,
                     effective_holders(key, value) AS e FROM c GROUP BY g) AS a USING (g);
-- logarithms and powers to 40 decimals by core's numeric; ours to 15 significant digits
SELECT count(*) AS groups, bool_and(pg_temp.same(theil(s), th)) AS theil, bool_and(pg_temp.same(entropy(s), en)) AS entropy,
       bool_and(pg_temp.same(theil(s), round(ln(round(n::numeric, 40)) - en, 38))) AS theil_is_ln_n_less_entropy
FROM cs LEFT JOIN (SELECT g, n, CASE WHEN t > 0 THEN sum(s * ln(s * n)) FILTER (WHERE s > 0) END AS th,
                          CASE WHEN t > 0 THEN -sum(s * ln(s)) FILTER (WHERE s > 0) END AS en
                   FROM (SELECT g, n, t, pg_temp.ratio(v, t) AS s FROM x) AS x GROUP BY g, n, t) AS r USING (g);
SELECT epsilon, count(*) AS groups, bool_and(pg_temp.same(atkinson(s, epsilon), a)) AS atkinson
FROM cs CROSS JOIN unnest('{0.1,0.5,0.9999,1,1.5,2,20}'::numeric[]) AS epsilon
     LEFT JOIN (SELECT g, e, CASE WHEN t = 0 THEN NULL WHEN e >= 1 AND bool_or(y = 0) THEN 1
                                  WHEN e = 1 THEN 1 - exp(avg(ln(nullif(y, 0))))
                                  ELSE 1 - exp(ln(sum(CASE WHEN y > 0 THEN exp((1 - e) * ln(y)) ELSE 0 END) / n) / (1 - e)) END AS a
                FROM (SELECT g, n, t, pg_temp.ratio(v * n, t) AS y FROM x) AS x, unnest('{0.1,0.5,0.9999,1,1.5,2,20}'::numeric[]) AS e
                GROUP BY g, e, n, t) AS r ON cs.g = r.g AND e = epsilon
GROUP BY epsilon ORDER BY epsilon;
SELECT count(*) AS groups, bool_and(pg_temp.same(hoover(s), h)) AS hoover
FROM cs LEFT JOIN (SELECT g, pg_temp.ratio(sum(abs(n * v - t)), 2 * n * t) AS h FROM x GROUP BY g, n, t) AS r USING (g);
-- the Lorenz curve at p: all holders before p * n, and a part of the one there; Palma stands on two of its points
CREATE FUNCTION pg_temp.lorenz(of_g int, p numeric) RETURNS numeric LANGUAGE sql AS $$
  SELECT pg_temp.ratio(sum(v * greatest(least(p * n - (up - 1), 1), 0)), t) FROM x WHERE g = of_g GROUP BY t
$$;
SELECT count(*) AS points, bool_and(pg_temp.same(holder_share, i / 7.00000000000000000000)) AS holder_share,
       bool_and(pg_temp.same(value_share, pg_temp.lorenz(g, i * 1.00000000000000000000000000000000000000000000000000 / 7))) AS value_share
FROM (SELECT g, l.*, row_number() OVER (PARTITION BY g ORDER BY holder_share) - 1 AS i FROM cs, lorenz(s, 7) AS l
      WHERE g NOT IN (1, 2, 4)) AS l;
SELECT count(*) AS groups, bool_and(pg_temp.same(palma(s), pg_temp.ratio(1 - pg_temp.lorenz(g, 0.9), pg_temp.lorenz(g, 0.4)))) AS palma,
       count(palma(s)) > 20 AS known
FROM cs;
-- the largest, and what they hold
SELECT k, bool_and(pg_temp.same(top_share(s, k), share)) AS top_share,
       bool_and(dominated(s, k, 62.5) IS NOT DISTINCT FROM share > 0.625) AS dominated
FROM cs CROSS JOIN unnest('{1,2,5,9,100,1000}'::int[]) AS k
     LEFT JOIN (SELECT g, j, pg_temp.ratio(sum(v) FILTER (WHERE down <= j), t) AS share
                FROM x, unnest('{1,2,5,9,100,1000}'::int[]) AS j GROUP BY g, j, t) AS r ON cs.g = r.g AND j = k
GROUP BY k ORDER BY k;
SELECT share, bool_and(holders_for_share(s, share) IS NOT DISTINCT FROM fewest) AS fewest
FROM cs CROSS JOIN unnest('{0.1,0.25,0.5,0.9,0.999,1}'::numeric[]) AS share
     LEFT JOIN (SELECT g, p, CASE WHEN t > 0 THEN min(down) FILTER (WHERE top >= p * t) END AS fewest
                FROM x, unnest('{0.1,0.25,0.5,0.9,0.999,1}'::numeric[]) AS p GROUP BY g, p, t) AS r ON cs.g = r.g AND p = share
GROUP BY share ORDER BY share;
SELECT p, bool_and(p_percent_sensitive(s, p) IS NOT DISTINCT FROM sensitive) AS sensitive
FROM cs CROSS JOIN unnest('{0,5,20,100,1000}'::numeric[]) AS p
     LEFT JOIN (SELECT g, q, CASE WHEN t > 0 THEN t - coalesce(sum(v) FILTER (WHERE down <= 2), 0) < q / 100 * max(v) END AS sensitive
                FROM x, unnest('{0,5,20,100,1000}'::numeric[]) AS q GROUP BY g, q, t) AS r ON cs.g = r.g AND q = p
GROUP BY p ORDER BY p;
SELECT count(*) = (SELECT count(*) FROM x WHERE down <= 50) AS listed, bool_and((holder = key AND value = v) IS TRUE) AS who_and_what,
       bool_and(pg_temp.same(share, pg_temp.ratio(v, t))) AS share
FROM (SELECT g, p.* FROM cs, top_holders(s, 50) AS p) AS p FULL JOIN (SELECT * FROM x WHERE down <= 50) AS x
     ON p.g = x.g AND rank = down;
SELECT count(*) AS bands, bool_and((holders = m) IS TRUE) AS holders, bool_and((value = held) IS TRUE) AS value,
       bool_and(pg_temp.same(holder_share, pg_temp.ratio(m, n))) AS holder_share,
       bool_and(pg_temp.same(value_share, pg_temp.ratio(held, t))) AS value_share
FROM (SELECT g, b.* FROM cs, value_bands(s, '{0.5,7,1000,250000}') AS b) AS b
     JOIN (SELECT g, band, n, t, count(*) FILTER (WHERE band @> v) AS m, coalesce(sum(v) FILTER (WHERE band @> v), 0) AS held
           FROM x, unnest('{"[0,0.5)","[0.5,7)","[7,1000)","[1000,250000)","[250000,)"}'::numrange[]) AS band
           GROUP BY g, band, n, t) AS r USING (g, band);
-- the order of rows, the names of keys and the unit of money change nothing; doubled populations have the same inequality
SELECT count(*) AS groups, bool_and((s::text = shuffled::text) IS TRUE) AS any_order,
       bool_and(hhi(renamed) IS NOT DISTINCT FROM hhi(s) AND gini(renamed) IS NOT DISTINCT FROM gini(s)
                AND theil(renamed) IS NOT DISTINCT FROM theil(s)) AS any_names,
       bool_and(pg_temp.same(hhi(cents), hhi(s)) AND pg_temp.same(gini(cents), gini(s)) AND pg_temp.same(theil(cents), theil(s))
                AND pg_temp.same(palma(cents), palma(s)) AND pg_temp.same(atkinson(cents, 0.7), atkinson(s, 0.7))) AS any_unit,
       bool_and(pg_temp.same(2 * hhi(doubled), hhi(s)) AND pg_temp.same(gini(doubled), gini(s))
                AND pg_temp.same(theil(doubled), theil(s)) AND pg_temp.same(hoover(doubled), hoover(s))
                AND pg_temp.same(palma(doubled), palma(s)) AND pg_temp.same(atkinson(doubled, 0.7), atkinson(s, 0.7))) AS any_size
FROM cs JOIN (SELECT g, concentration_summary(key, value ORDER BY md5(key || value)) AS shuffled,
                     concentration_summary(md5(key), value) AS renamed, concentration_summary(key, 100 * value) AS cents
              FROM c GROUP BY g) AS a USING (g)
     JOIN (SELECT g, concentration_summary(key || half, value) AS doubled FROM c, unnest('{a,b}'::text[]) AS half GROUP BY g) AS b USING (g);
-- Theil by parts: T = sum of s_g T_g + sum of s_g ln(s_g n / n_g), the parts being the first letters of md5(key)
SELECT count(*) AS groups, bool_and((abs(theil(s) - parts) < 1e-13) IS TRUE) AS theil
FROM cs JOIN (SELECT g, sum(sg * theil(sub)) + sum(sg * ln(sg * n / holders(sub))) AS parts
              FROM (SELECT g, sub, n, pg_temp.ratio(total(sub), t) AS sg
                    FROM (SELECT g, n, t, concentration_summary(key, v) AS sub FROM x GROUP BY g, n, t, left(md5(key), 1)) AS y
                    WHERE t > 0 AND total(sub) > 0) AS z
              GROUP BY g) AS r USING (g);
-- the three types of key give the same figures
SELECT count(*) AS groups, bool_and((hhi(t) = hhi(b) AND hhi(t) = hhi(u)) IS TRUE) AS hhi,
       bool_and((gini(t) = gini(b) AND gini(t) = gini(u)) IS TRUE) AS gini,
       bool_and((total(t) = total(b) AND total(t) = total(u)) IS TRUE) AS total
FROM (SELECT g, concentration_summary(key, v) AS t, concentration_summary(('x' || left(md5(key), 15))::bit(60)::bigint, v) AS b,
             concentration_summary(md5(key)::uuid, v) AS u FROM x WHERE t > 0 GROUP BY g) AS k;
DROP TABLE vector, vs, ps, c, cs, x;

-- the example of the design, as written
CREATE TEMP TABLE arrangement (agency text, provider text, term daterange, value numeric(12,2));
INSERT INTO arrangement VALUES
  ('Health', 'A', '[2020-07-01,2023-07-01)', 300), ('Health', 'B', '[2020-07-01,2021-07-01)', 100),
  ('Health', 'A', '[2020-07-01,2025-07-01)', 100), ('Housing', 'C', '[2020-07-01,2022-07-01)', 10),
  ('Housing', 'D', NULL, 30), ('Housing', NULL, '[2020-07-01,2024-07-01)', 30), ('Justice', NULL, NULL, NULL);
SELECT agency,
       weighted_length(term, value)                            AS years,
       hhi(provider, value), gini(provider, value),
       top_share(concentration_summary(provider, value), 5)    AS top5
FROM arrangement GROUP BY agency ORDER BY agency;
DROP TABLE arrangement;
-- a holder with next to nothing, of whose share 1 + d would keep nothing: 1 - (sqrt(x / m) + sqrt(y / m))^2 / 4, and 1 - x y / m^2
SELECT abs(atkinson(s, 0.5) / (1 - power((sqrt(x * 2 / (x + y)) + sqrt(y * 2 / (x + y))) / 2, 2)) - 1) < 1e-15 AS half,
       abs(atkinson(s, 2) / (1 - 4 * x * y / power(x + y, 2)) - 1) < 1e-15 AS two, atkinson(s, 60) <= 1 AS sixty
FROM (VALUES (0.0000000001000000000000000000000000000000000000000000000000000000, 10000000::numeric), (0.01000000000000000000000000000000000000000000000000, 1e15),
             (0.0000000001000000000000000000000000000000000000000000000000000000, 1e28), (999999.9999000000000000000000000000000000000000000000, 1000000.0001)) AS v(x, y),
     LATERAL (SELECT concentration_summary(n, h) AS s FROM (VALUES (1, round(x, 10)), (2, round(y, 10))) AS k(n, h)) AS c;
