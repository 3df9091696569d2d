-- A synthetic social sector, 2020/21.
--
-- Makes the table arrangement: one row for each contract, grant or other
-- agreement of 13 agencies.  EVERYTHING IN IT IS MADE UP, agencies' names
-- excepted: providers, numbers, amounts, dates.  The row data behind the
-- published page were never published; these rows are laid out so that every
-- figure of that page follows from them.  (test/demo/page has the queries.)
--
-- The plan is in the tables below: how many rows of which kind, class and band,
-- and what they sum to.  Rows are then dealt out by exact quotas; no random
-- numbers, no floating point, so every server makes the same rows.  Plain SQL
-- on purpose: nothing here calls the extension.

-- Variety without chance: a number from 0 to 2147483646 for each i and salt.
CREATE FUNCTION pg_temp.mix(i bigint, salt bigint) RETURNS bigint
	LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
	a bigint := (i * 40692 + salt * 1299709 + 12345) % 2147483647;
BEGIN
	a := ((a # (a >> 15)) * 69621 + salt) % 2147483647;
	RETURN ((a # (a >> 13)) * 48271 + salt * 7919) % 2147483647;
END $$;

-- The agencies in the published order, and how many providers each has.
CREATE TABLE agency (
	place     int PRIMARY KEY,
	agency    text UNIQUE,
	name      text,
	nine      boolean,             -- one of the nine whose contracts were counted
	providers int
);
INSERT INTO agency VALUES
	(1, 'MoH', 'Ministry of Health', false, 5613),
	(2, 'MSD', 'Ministry of Social Development', true, 1845),
	(3, 'DIA', 'Department of Internal Affairs', false, 1835),
	(4, 'MoE', 'Ministry of Education', true, 957),
	(5, 'ACC', 'Accident Compensation Corporation', false, 778),
	(6, 'OT', 'Oranga Tamariki', true, 584),
	(7, 'MoJ', 'Ministry of Justice', true, 165),
	(8, 'HUD', 'Ministry of Housing and Urban Development', true, 139),
	(9, 'TPK', 'Te Puni Kōkiri', true, 87),
	(10, 'MPP', 'Ministry for Pacific Peoples', true, 78),
	(11, 'Ara Poutama', 'Ara Poutama Aotearoa (Corrections)', true, 55),
	(12, 'Police', 'New Zealand Police', false, 41),
	(13, 'MBIE', 'Ministry of Business, Innovation and Employment', true, 7);

-- Cells of rows that sum to an exact amount: the nine agencies' contracts by
-- class of length and band of value, then everything else by agency and kind.
-- Row i of n gets low + (total - n low) i^power / sum of i^power, in whole
-- dollars.
CREATE TEMP TABLE cell (
	cell     int GENERATED ALWAYS AS IDENTITY,
	agency   text,                 -- NULL: dealt out below
	kind     text,
	class    text,                 -- of length in years: 0 1 3 4 5 = under 1, 1 to
	                               -- under 3, 3, over 3 to under 5, 5 or more
	n        int,
	total    numeric,
	low      int,
	power    int,
	type     text,                 -- of provider, where it is not dealt out
	months   int                   -- length, where it is not dealt out
);
INSERT INTO cell (kind, class, n, total, low, power)
SELECT 'contract', class, n, total, low, power
FROM (VALUES
	-- under $100,000           $100,000 to 200,000
	('0', 1180, 33000000, 1500, 1),   ('0', 170, 23500000, 100100, 1),
	('1',  903, 35620000, 1500, 1),   ('1', 345, 48645000, 100100, 1),
	('3',   52,  2000000, 1500, 1),   ('3',  12,  1700000, 100100, 1),
	('4', 1509, 64216000, 1500, 1),   ('4', 467, 65655000, 100100, 1),
	('5',  110,  4400000, 1500, 1),   ('5',  70, 10500000, 100100, 0),
	-- $200,000 to 1,000,000    over $1,000,000
	('0',   88, 35200000, 200500, 2), ('0',   1,   1100000, 1050000, 1),
	('1',  470, 192700000, 200500, 2), ('1',  86, 176500008, 1002000, 4),
	('3',    6,  2300000, 200500, 2),
	('4',  573, 227800000, 200500, 2), ('4',  90, 176029000, 1002000, 4),
	('5',   70, 42000000, 200500, 1), ('5',  45, 130000000, 1002000, 4)
) AS x (class, n, total, low, power);
-- The nine largest: $274.2m.
INSERT INTO cell (agency, kind, class, n, total, low, power, type, months)
SELECT agency, 'contract', class, 1, total, 0, 1, type, months
FROM (VALUES
	('MSD', '5', 61300000, 'General', 108), ('MSD', '5', 45100000, 'General', 84),
	('MoE', '5', 33000000, 'Māori', 84),    ('MoE', '5', 27200000, 'General', 72),
	('MSD', '1', 25400000, 'Māori', 24)  ,  ('MoE', '1', 22100000, 'General', 24),
	('OT', '4', 22000000, 'General', 48),   ('HUD', '5', 21000000, 'General', 120),
	('HUD', '1', 17100000, 'General', 12)
) AS x (agency, class, total, type, months);
-- Grants of the nine agencies sum to $236m.  The other four: all they have.
-- Other agreements of the nine agencies move no money that is known.  Lengths
-- were published for the nine and the Police: $936.2m and 61 % leave the Police
-- less than $0.5m of contracts, of which those of 3 years or more are less than
-- $50,000.
INSERT INTO cell (agency, kind, n, total, low, power)
SELECT agency, kind, n, total, low, power
FROM (VALUES
	('MSD', 'grant', 790, 112000000, 2000, 4), ('MSD', 'other', 60, NULL, 0, 0),
	('MoE', 'grant', 950, 68000000, 2000, 3),  ('MoE', 'other', 20, NULL, 0, 0),
	('OT',  'grant', 170, 28000000, 5000, 3),  ('OT',  'other', 30, NULL, 0, 0),
	('MoJ', 'grant',  15,  2000000, 5000, 2),  ('MoJ', 'other',  5, NULL, 0, 0),
	('HUD', 'grant',  85, 11000000, 5000, 3),  ('HUD', 'other',  5, NULL, 0, 0),
	('MPP', 'grant', 105,  6000000, 2000, 2),  ('MPP', 'other',  5, NULL, 0, 0),
	('TPK', 'grant',  90,  7000000, 2000, 2),  ('TPK', 'other', 10, NULL, 0, 0),
	('Ara Poutama', 'grant', 20, 1400000, 2000, 2),
	('Ara Poutama', 'other', 10, NULL, 0, 0),
	('MBIE', 'grant', 6, 600000, 2000, 1),
	('MoH', 'contract', 5200, 2013412870, 2000, 9), ('MoH', 'grant', 500, 98000000, 2000, 4),
	('MoH', 'other', 300, 124000000, 2000, 5),
	('ACC', 'contract', 1900, 1984087544, 2000, 9), ('ACC', 'other', 100, 128000000, 5000, 4),
	('DIA', 'grant', 2100, 63218300, 500, 3),
	('Police', 'contract', 12, 120000, 2000, 1), ('Police', 'grant', 68, 14186520, 2000, 2),
	('Police', 'other', 4, 600000, 5000, 1)
) AS x (agency, kind, n, total, low, power);

-- Quotas: how the rows of a group are dealt out to categories.  Where a group's
-- quotas sum to its number of rows they are exact counts; otherwise weights.
CREATE TEMP TABLE quota (
	line     int GENERATED ALWAYS AS IDENTITY,
	grp      text,
	category text,
	n        int
);
-- The nine agencies' contracts by class of length.
INSERT INTO quota (grp, category, n)
SELECT 'agency ' || class, agency,
       n - (SELECT count(*) FROM cell WHERE cell.agency = a.agency AND cell.class = c.class)
FROM (VALUES
	('MSD',         ARRAY[600, 770, 30,  636,  14]),
	('OT',          ARRAY[250, 285,  5, 1400,  10]),
	('MoE',         ARRAY[350, 400, 15,  455,  10]),
	('MoJ',         ARRAY[ 50,  88,  5,   35, 222]),
	('HUD',         ARRAY[ 50, 100,  6,   72,  12]),
	('Ara Poutama', ARRAY[ 66,  52,  3,   16,   3]),
	('MPP',         ARRAY[ 50,  70,  2,    8,   0]),
	('TPK',         ARRAY[ 15,  35,  3,   18,  29]),
	('MBIE',        ARRAY[  8,   7,  1,    0,   0])
) AS a (agency, counts),
     unnest(counts, ARRAY['0', '1', '3', '4', '5']) AS c (n, class);
-- Types of provider: contracts of the nine agencies, and in percent all others.
INSERT INTO quota (grp, category, n)
SELECT 'type ' || agency || ' contract', category,
       n - (SELECT count(*) FROM cell WHERE cell.agency = a.agency AND cell.type = category)
FROM (VALUES
	('MSD', 329, 80, 130, 2050), ('OT', 400, 60, 110, 1950), ('MoE', 160, 50, 90, 1230),
	('MoJ', 97, 10, 20, 400), ('HUD', 50, 8, 14, 240), ('Ara Poutama', 94, 6, 8, 140),
	('MPP', 14, 97, 2, 130), ('TPK', 88, 2, 2, 100), ('MBIE', 0, 0, 0, 16)
) AS a (agency, maori, pacific, unstated, contracts),
     LATERAL (VALUES ('Māori', maori), ('Pacific', pacific), ('not stated', unstated),
	      ('General', contracts - maori - pacific - unstated)) AS t (category, n);
INSERT INTO quota (grp, category, n)
SELECT 'type ' || agency || ' ' || kind, category, n
FROM agency, unnest(ARRAY['contract', 'grant', 'other']) AS kind,
     LATERAL (SELECT CASE agency WHEN 'TPK' THEN 84 WHEN 'MPP' THEN 10
	                 WHEN 'MBIE' THEN 0 ELSE 15 END AS maori,
	             CASE agency WHEN 'TPK' THEN 2 WHEN 'MPP' THEN 76
	                 WHEN 'MBIE' THEN 0 ELSE 4 END AS pacific) AS s,
     LATERAL (VALUES ('Māori', maori), ('Pacific', pacific), ('not stated', 7),
	      ('General', 93 - maori - pacific)) AS t (category, n)
WHERE agency <> 'MoH' AND NOT (nine AND kind = 'contract');
-- Lengths in months, within a class; OT, MoJ and TPK as published.
INSERT INTO quota (grp, category, n)
SELECT 'months ' || grp, category, n
FROM (VALUES
	('0',     '{2,3,5,6,9,10}',          '{8,22,12,33,17,8}'),
	('1',     '{12,18,24,30}',           '{46,18,30,6}'),
	('3',     '{36}',                    '{1}'),
	('4',     '{39,42,45,48,54}',        '{15,25,10,40,10}'),
	('5',     '{60,72,84,96,120}',       '{30,25,20,15,10}'),
	('OT 4',  '{39,42,45,48,54}',        '{20,24,15,1326,15}'),
	('MoJ 5', '{60,72}',                 '{220,2}'),
	('TPK 5', '{120,144,180,60}',        '{19,5,3,2}'),
	('grant', '{6,12,24,36}',            '{15,60,15,10}'),
	('Police contract', '{12,24,36}',    '{5,4,3}'),
	('Police grant', '{12,24,36,60}',    '{20,20,50,10}')
) AS m (grp, months, weights), unnest(months::text[], weights::int[]) AS c (category, n);
-- How contracts came about, how often they report and are monitored, and how:
-- the nine agencies' 6,256 contracts first.
INSERT INTO quota (grp, category, n)
SELECT grp, category, n
FROM (VALUES
	('sourcing', '{open tender,closed tender,direct,NULL}', '{1877,813,1940,1626}'),
	('sourcing grant', '{application round,direct,NULL}', '{60,20,20}'),
	('sourcing rest', '{open tender,closed tender,direct,NULL}', '{15,10,35,40}'),
	('reporting', '{monthly,quarterly,six-monthly,annual,none,fortnightly,NULL}',
	              '{1680,2130,1240,930,170,46,60}'),
	('reporting grant', '{annual,six-monthly,quarterly,none}', '{60,25,5,10}'),
	('reporting rest', '{monthly,quarterly,six-monthly,annual,none,NULL}', '{20,35,20,15,5,5}'),
	('monitoring', '{quarterly,six-monthly,3/year,annual,monthly,none,NULL}',
	              '{2310,1500,320,1310,450,246,120}'),
	('monitoring grant', '{annual,none}', '{55,45}'),
	('monitoring rest', '{quarterly,six-monthly,annual,NULL}', '{25,25,25,25}'),
	('mode often', '{visit,visit+report,visit+meeting,visit+report+meeting,report,meeting}',
	              '{40,22,12,6,13,7}'),
	('mode other', '{visit,visit+report,report,meeting,report+meeting}', '{26,14,35,15,10}'),
	('region', '{Auckland,Wellington,Canterbury,Waikato,Bay of Plenty,Manawatū-Whanganui,Otago,
	            Northland,Hawke''s Bay,Taranaki,Southland,Tasman-Nelson-Marlborough,Tairāwhiti,West Coast,National}',
	           '{290,105,115,95,75,55,45,50,42,26,20,30,20,12,20}'),
	('support', '{Family and whānau,Health and disability,Housing,Youth,
	             Family violence,Employment,Learning,Mental health and addiction}',
	            '{20,18,12,14,10,10,10,6}'),
	('people', '{Everyone,Children and young people,Families and whānau,
	            Older people,Disabled people,Māori,Pacific peoples}',
	           '{28,20,18,8,9,12,5}')
) AS q (grp, categories, weights), unnest(categories::text[], weights::int[]) AS c (category, n);

-- deal(column, group, order, even) gives the rows of each group their quotas,
-- in the order of a key.  "Even": that key's ranks times the golden section,
-- so that every category gets its share of small and large alike.
CREATE PROCEDURE pg_temp.deal(target text, grp text, key text, even boolean DEFAULT false)
	LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format($q$
		WITH ranked AS (
			SELECT id, %2$s AS grp, row_number() OVER (PARTITION BY %2$s ORDER BY %3$s, id) AS r
			FROM deed WHERE %1$I IS NULL AND %2$s IS NOT NULL
		), placed AS (
			SELECT id, grp, count(*) OVER (PARTITION BY grp) AS n,
			       row_number() OVER (PARTITION BY grp ORDER BY
			           CASE WHEN %4$L THEN r * 618034 %% 1000003 ELSE r END) AS r
			FROM ranked
		), part AS (
			SELECT grp, category, sum(n) OVER w - n AS below, sum(n) OVER w AS upto,
			       sum(n) OVER (PARTITION BY grp) AS weight
			FROM quota WINDOW w AS (PARTITION BY grp ORDER BY line)
		)
		UPDATE deed SET %1$I = part.category
		FROM placed JOIN part USING (grp)
		WHERE deed.id = placed.id AND r > below * n / weight AND r <= upto * n / weight
	$q$, target, grp, key, even);
END $$;

-- The rows, with their values of the year.
CREATE TEMP TABLE deed AS
WITH part AS (
	SELECT cell.*, i,
	       div((total - n * low) * i::numeric ^ power,
	           sum(i::numeric ^ power) OVER (PARTITION BY cell)) AS above
	FROM cell, generate_series(1, n) AS i
)
SELECT row_number() OVER (ORDER BY cell, i) AS id, agency, kind, class,
       low + above + (i > n - (total - n * low - sum(above) OVER (PARTITION BY cell)))::int
           AS value,
       CASE WHEN agency = 'MoH' THEN '' ELSE type END AS type, months::text,
       agency IS NULL OR class IS NOT NULL AS counted,
       NULL::text AS sourcing, NULL::text AS reporting, NULL::text AS monitoring,
       NULL::text AS mode, NULL::text AS region, NULL::text AS support, NULL::text AS people,
       NULL::int AS provider, NULL::date AS start_date, NULL::date AS end_date
FROM part;
ALTER TABLE deed ADD PRIMARY KEY (id);
ANALYZE deed;
ANALYZE quota;

CALL pg_temp.deal('agency', $$'agency ' || class$$, 'value', true);
CALL pg_temp.deal('type', $$'type ' || agency || ' ' || kind$$, 'value', true);
CALL pg_temp.deal('months', $$'months ' || agency || ' ' || coalesce(class, kind)$$,
	'pg_temp.mix(id, 1)');
CALL pg_temp.deal('months', $$'months ' || coalesce(class, kind)$$, 'pg_temp.mix(id, 2)');
CALL pg_temp.deal('sourcing', $$CASE WHEN counted THEN 'sourcing' WHEN kind = 'grant'
	THEN 'sourcing grant' ELSE 'sourcing rest' END$$, 'pg_temp.mix(id, 3)');
CALL pg_temp.deal('reporting', $$CASE WHEN counted THEN 'reporting' WHEN kind = 'grant'
	THEN 'reporting grant' WHEN value IS NOT NULL THEN 'reporting rest' END$$, 'pg_temp.mix(id, 4)');
CALL pg_temp.deal('monitoring', $$CASE WHEN counted THEN 'monitoring' WHEN kind = 'grant'
	THEN 'monitoring grant' WHEN value IS NOT NULL THEN 'monitoring rest' END$$, 'pg_temp.mix(id, 5)');
CALL pg_temp.deal('mode', $$CASE WHEN monitoring IN ('quarterly', 'six-monthly', '3/year')
	THEN 'mode often' WHEN monitoring <> 'none' THEN 'mode other' END$$, 'pg_temp.mix(id, 6)');
CALL pg_temp.deal('region', $$'region'$$, 'pg_temp.mix(id, 7)');
CALL pg_temp.deal('support', $$'support'$$, 'pg_temp.mix(id, 8)');
CALL pg_temp.deal('people', $$'people'$$, 'pg_temp.mix(id, 9)');

-- Providers: 5,842.  MoH's 5,613, and 229 that MoH has nothing to do with, each
-- at home with another agency.
CREATE TEMP TABLE provider AS
WITH pool (home, type, n) AS (VALUES
	('MoH', 'Māori', 780), ('MoH', 'Pacific', 260), ('MoH', 'not stated', 420),
	('MoH', 'General', 4153),
	('DIA', 'Māori', 14), ('DIA', 'Pacific', 3), ('DIA', 'not stated', 7), ('DIA', 'General', 56),
	('MoE', 'Māori', 8), ('MoE', 'Pacific', 1), ('MoE', 'not stated', 4), ('MoE', 'General', 47),
	('MSD', 'Māori', 6), ('MSD', 'Pacific', 1), ('MSD', 'not stated', 3), ('MSD', 'General', 35),
	('TPK', 'Māori', 12), ('MPP', 'Pacific', 10), ('HUD', 'General', 12), ('OT', 'General', 10)
)
SELECT row_number() OVER (ORDER BY home <> 'MoH', home COLLATE "C", type COLLATE "C", i) AS i, home, type
FROM pool, generate_series(1, n) AS i;

-- Names of no real organisation, and numbers shaped like an NZBN, with a valid
-- check digit, from a block of their own (9429999...).
ALTER TABLE provider ADD COLUMN nzbn text, ADD COLUMN name text;
UPDATE provider
SET nzbn = body || (10 - (SELECT sum(substr(body, k, 1)::int * CASE WHEN k % 2 = 0 THEN 3 ELSE 1 END)
                          FROM generate_series(1, 12) AS k) % 10) % 10,
    name = (ARRAY['Bracken', 'Candle', 'Drift', 'Ember', 'Fern', 'Gannet', 'Heather', 'Isle', 'Juniper',
                  'Kelp', 'Lantern', 'Marram', 'Nettle', 'Otter', 'Pebble', 'Quill', 'Rimu', 'Skylark',
                  'Tussock', 'Umber'])[1 + c % 20]
        || (ARRAY['brook', 'croft', 'dale', 'fell', 'gate', 'haven', 'hurst', 'lea', 'mere', 'moor',
                  'ridge', 'stead', 'stone', 'view', 'wick', 'wood'])[1 + c / 20 % 16]
        || (ARRAY[' Health', ' Youth', ' Family', ' Housing', ' Disability', ' Community', ' Learning',
                  ' Employment', ' Wellbeing', ' Advice'])[1 + c / 320 % 10]
        || (ARRAY[' Trust', ' Services', ' Collective', ' Network'])[1 + c / 3200 % 4]
FROM (SELECT i AS number, '94299990' || lpad((i * 3571 % 9973)::text, 4, '0') AS body,
             (i * 4969 % 12800)::int AS c
      FROM provider) AS x
WHERE number = i;
ANALYZE provider;

-- How many providers of each type an agency has: its number, by the types of
-- its arrangements.  Then which: those at home with it first, and after them
-- by a key that a few providers have small for every agency, so that these
-- deal with many.
CREATE TEMP TABLE member AS
WITH wanted AS (
	SELECT agency, type, place,
	       div(sum(n) OVER w * providers, sum(n) OVER (PARTITION BY agency))
	       - div((sum(n) OVER w - n) * providers, sum(n) OVER (PARTITION BY agency)) AS n
	FROM (SELECT agency, type, count(*) AS n FROM deed WHERE agency <> 'MoH' GROUP BY 1, 2) AS x
	     JOIN agency USING (agency)
	WINDOW w AS (PARTITION BY agency ORDER BY type COLLATE "C")
), candidate AS (
	SELECT agency, type, i, n,
	       row_number() OVER (PARTITION BY agency, type ORDER BY home <> agency,
	           pg_temp.mix(i, 100 + place)
	           * (ARRAY[1, 1, 2, 3, 5, 8, 12, 20, 30, 40])[1 + pg_temp.mix(i, 99) % 10], i) AS r
	FROM wanted JOIN provider USING (type)
)
SELECT agency, type, i, r, count(*) OVER (PARTITION BY agency, type) AS n
FROM candidate WHERE r <= n
UNION ALL
SELECT 'MoH', '', i, row_number() OVER (ORDER BY pg_temp.mix(i, 98)), 5613
FROM provider WHERE home = 'MoH';
ANALYZE deed;
ANALYZE member;

-- Each of them gets one arrangement; what is left goes to the first rather than
-- to the last.
UPDATE deed
SET provider = member.i
FROM (SELECT id, agency, type, pg_temp.mix(id, 11) % 10000 AS x,
             row_number() OVER (PARTITION BY agency, type ORDER BY pg_temp.mix(id, 10)) AS r
      FROM deed) AS a
     JOIN (SELECT DISTINCT agency, type, n FROM member) AS size USING (agency, type)
     JOIN member USING (agency, type)
WHERE deed.id = a.id
      AND member.r = CASE WHEN a.r <= size.n THEN a.r ELSE 1 + size.n * x * x / 100000000 END;

-- Terms: every one touches the year.  MoH and ACC gave none; other agreements
-- of the nine are open-ended.
UPDATE deed
SET start_date = s, end_date = (s + make_interval(months => months::int) - interval '1 day')::date
FROM (SELECT id, m, (date '2020-07-01' + CASE
                 WHEN m < 12 THEN make_interval(months => y % (13 - m))
                 WHEN x < 5 THEN -make_interval(years => y % ((m + 11) / 12))
                 WHEN x < 8 THEN -make_interval(months => y % (m - 6))
                 ELSE make_interval(months => 1 + y % 4)
             END)::date + CASE WHEN y % 7 = 0 THEN 14 ELSE 0 END AS s
      FROM (SELECT id, months::int AS m, pg_temp.mix(id, 12) % 10 AS x,
                   (pg_temp.mix(id, 13) % 100003)::int AS y
            FROM deed) AS z) AS t
WHERE deed.id = t.id AND m IS NOT NULL AND agency NOT IN ('MoH', 'ACC');
UPDATE deed
SET start_date = date '2019-07-01' - make_interval(months => (id % 30)::int)
WHERE kind = 'other' AND value IS NULL;

-- In all: the value of the year, by days, carried over the whole term.
CREATE TABLE arrangement AS
SELECT row_number() OVER (ORDER BY place, kind COLLATE "C", pg_temp.mix(deed.id, 14)) AS id,
       agency, nzbn AS provider, provider.name AS provider_name,
       CASE WHEN agency = 'DIA' AND provider.type = 'Māori' AND pg_temp.mix(i, 15) % 12 = 0
            THEN 'General' ELSE nullif(provider.type, 'not stated') END AS provider_type,
       kind, support, people, region, sourcing, value,
       round(value * (end_date - start_date + 1)
             / (least(end_date, date '2021-06-30') - greatest(start_date, date '2020-07-01') + 1), 2)
           AS total_value,
       start_date, end_date, reporting AS reporting_frequency, monitoring AS monitoring_frequency,
       string_to_array(mode, '+') AS monitoring_mode
FROM deed JOIN agency USING (agency) JOIN provider ON provider.i = deed.provider
ORDER BY 1;
ALTER TABLE arrangement ADD PRIMARY KEY (id);
COMMENT ON TABLE arrangement IS 'synthetic: laid out so that the published figures of 2020/21 follow from it';
COMMENT ON COLUMN arrangement.value IS 'dollars in 2020/21';
COMMENT ON COLUMN arrangement.total_value IS 'dollars over the whole term';
COMMENT ON COLUMN arrangement.end_date IS 'the last day of the term';
ANALYZE arrangement;
DROP TABLE deed, provider, member, cell, quota;
