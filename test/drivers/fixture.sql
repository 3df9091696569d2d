-- What every driver reads: summaries of few rows with difficult keys, of many
-- rows, of none; and functions that say what a driver should have seen.

CREATE EXTENSION commissioning;

CREATE TABLE arrangement (
	agency text, provider text, number bigint, identity uuid,
	term daterange, value numeric, asked frequency);

-- quotes, backslashes, control characters, macrons, beyond the basic plane,
-- what arrays and CSV files have to quote, the empty string and NULLs
INSERT INTO arrangement
SELECT agency, provider, number, md5(number::text)::uuid,
       contract_term(date '2018-07-01', date '2018-07-01' + days), value, asked::frequency
FROM (VALUES
	('Oranga Tamariki', 'Te Whānau o Waipareira', 1, 1095, 150000.50, 'quarterly'),
	('Oranga Tamariki', 'Ngāti Porou Hauora', 2, 730, 250000, 'monthly'),
	('Te Puni Kōkiri', 'Te Whānau o Waipareira', 1, 364, 99.99, 'every 5 months'),
	('Te Puni Kōkiri', 'Ōtautahi "Kete" Trust', 3, 365, 42, 'P2Y'),
	('Te Puni Kōkiri', 'O''Brien \ Partners, Ltd', 4, 2000, 0.0000000001, 'weekly'),
	('Justice, "Corrections"', 'O''Brien \ Partners, Ltd', 4, 1, 7, 'none'),
	('Justice, "Corrections"', E'tab\tnewline\nreturn\r', -5, NULL, 1000, 'annual'),
	('Justice, "Corrections"', '{a,"b"}', 6, 1460, 12.5, '52'),
	('NULL', 'NULL', 7, 100, 1, 'daily'),
	('', '', 9223372036854775807, 0, 3, 'six-monthly'),
	('', '🥝 Kiwi', -9223372036854775808, 1826, 64, '0.5'),
	('Te Puni Kōkiri', repeat('Manaakitanga ', 200), 10, 1000, 5, 'monthly'),
	('Oranga Tamariki', 'Clawed Back', 11, 500, -5, 'monthly'),
	('Oranga Tamariki', NULL, NULL, 500, 11, 'monthly'),
	(NULL, 'Ngāti Porou Hauora', 2, NULL, NULL, NULL),
	('Oranga Tamariki', 'Ngāti Porou Hauora', 2, 1461, NULL, 'monthly'))
	AS v (agency, provider, number, days, value, asked);

CREATE TABLE sample (
	id integer PRIMARY KEY, what text,
	t term_summary, c concentration_summary, o overlap_summary, b burden_summary,
	f frequency, n nzbn);

INSERT INTO sample
SELECT 1, 'keys of text', term_summary(term, value), concentration_summary(provider, value),
       overlap_summary(agency, provider, value), burden_summary(agency, provider, asked, value),
       'every 5 months'::frequency, '9429000000000'::nzbn
FROM arrangement
UNION ALL
SELECT 2, 'keys of bigint', term_summary(term, value), concentration_summary(number, value),
       overlap_summary(agency, number, value), burden_summary(agency, number, asked, value),
       'daily', '9429000000017'
FROM arrangement
UNION ALL
SELECT 3, 'keys of uuid', term_summary(term, value), concentration_summary(identity, value),
       overlap_summary(agency, identity), burden_summary(agency, identity, asked, value),
       'none', 'NZ-NZBN-9429000000024'
FROM arrangement
UNION ALL
SELECT 4, 'nothing but what is missing', term_summary(NULL, value),
       concentration_summary(NULL::text, value), overlap_summary(NULL, provider, value),
       burden_summary(agency, provider, NULL, value), frequency(1e8), NULL
FROM arrangement
UNION ALL
SELECT 5, 'many, out of line in the table',
       term_summary(daterange('2020-01-01', date '2020-01-01' + i), i * 1.25),
       concentration_summary('Provider number ' || i || ' of Aotearoa', i * 0.01),
       overlap_summary('Agency ' || i % 7, i % 1999, i),
       burden_summary('Agency ' || i % 7, 'P' || i % 997, (i % 5)::frequency, i),
       frequency(0.0000000001), '9429000000000'
FROM generate_series(1, 3000) AS i;

INSERT INTO sample (id, what) VALUES (6, 'NULLs');

-- Keys that a client with client_encoding LATIN4 can show, and LATIN1.
INSERT INTO sample
SELECT id, 'in ' || encoding, term_summary(term, value), concentration_summary(provider, value),
       overlap_summary(provider, provider, value), burden_summary(provider, provider, asked, value),
       'monthly', '9429000000000'
FROM (VALUES (104, 'latin4', 'Ngāti'), (104, 'latin4', 'Ōtautahi'), (104, 'latin4', 'Zealand'),
             (101, 'latin1', 'Café Müller'), (101, 'latin1', 'Æther'), (101, 'latin1', 'ÿ'), (101, 'latin1', 'z'))
	AS v (id, encoding, provider), arrangement AS a (agency, p, number, identity, term, value, asked)
GROUP BY id, encoding;

-- What runs when: with keys of each type, of many rows, of what is missing
CREATE TABLE scheduled (id integer PRIMARY KEY, s schedule_summary);
INSERT INTO scheduled
SELECT 1, schedule_summary(agency, provider, asked, term, value) FROM arrangement
UNION ALL SELECT 2, schedule_summary(agency, number, asked, term, value) FROM arrangement
UNION ALL SELECT 3, schedule_summary(agency, identity, asked, term, value) FROM arrangement
UNION ALL SELECT 4, schedule_summary(agency, provider, asked, NULL, value) FROM arrangement
UNION ALL
SELECT 5, schedule_summary('Agency ' || i % 7, 'P' || i % 997, (i % 5)::frequency, daterange('2020-01-01', date '2020-01-01' + i), i)
FROM generate_series(1, 3000) AS i
UNION ALL SELECT 6, NULL
UNION ALL
SELECT 7, schedule_summary('Agency', 'Ōtautahi "Kete" Trust', asked, term, value)
FROM (VALUES (NULL::frequency, daterange('2020-01-01', '2020-02-01'), 5), ('monthly', '[2020-03-01,)', NULL)) AS v (asked, term, value);

-- Where drivers write what they have read, each under its application_name.
CREATE TABLE back (LIKE sample);
ALTER TABLE back ADD driver text DEFAULT current_setting('application_name');

-- What the rows of a query should be, a line for every value: its text, and its
-- binary form in hexadecimal.  Row 0 has the types.
CREATE FUNCTION expected(query text)
RETURNS TABLE ("row" bigint, number integer, name text, type regtype, as_text text, as_hex text)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
	attribute record;
BEGIN
	EXECUTE 'CREATE TEMP VIEW shown AS ' || query;
	FOR attribute IN
		SELECT attnum::integer AS number, attname::text AS name, atttypid::regtype AS type, typsend AS send
		FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid
		WHERE attrelid = 'shown'::regclass AND attnum > 0
	LOOP
		RETURN QUERY SELECT 0::bigint, attribute.number, attribute.name, attribute.type,
			attribute.type::text, attribute.type::text;
		-- format() calls the output function; a cast could be something else.
		RETURN QUERY EXECUTE format(
			'SELECT row_number() OVER (), $1, $2, $3,
			        CASE WHEN %1$I IS NOT NULL THEN format(''%%s'', %1$I) END,
			        encode(%2$s(%1$I), ''hex'')
			 FROM shown', attribute.name, attribute.send)
			USING attribute.number, attribute.name, attribute.type;
	END LOOP;
	DROP VIEW shown;
END $$;

-- What an error should look like to the client.
CREATE FUNCTION failure(query text, OUT state text, OUT message text, OUT detail text, OUT hint text)
LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE query;
	RAISE 'no error';
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT,
		detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
END $$;

-- How many of the driver's rows are not what the rows of sample are, in text or
-- in bytes.
CREATE FUNCTION changed(wanted text, ids int4range) RETURNS bigint
LANGUAGE sql AS $$
	SELECT count(*)
	FROM (SELECT * FROM sample WHERE id <@ ids) AS s
	FULL JOIN (SELECT * FROM back WHERE driver = wanted) AS b USING (id)
	WHERE s.id IS NULL OR b.id IS NULL
	   OR (s.t::text, s.c::text, s.o::text, s.b::text, s.f::text, s.n::text)
	      IS DISTINCT FROM (b.t::text, b.c::text, b.o::text, b.b::text, b.f::text, b.n::text)
	   OR (summary_send(s.t), summary_send(s.c), summary_send(s.o), summary_send(s.b), frequency_send(s.f), nzbn_send(s.n))
	      IS DISTINCT FROM
	      (summary_send(b.t), summary_send(b.c), summary_send(b.o), summary_send(b.b), frequency_send(b.f), nzbn_send(b.n))
$$;
