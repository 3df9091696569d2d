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
	t term_summary, c concentration_summary, o overlap_summary, b burden_summary, s schedule_summary,
	f frequency, n nzbn,
	change_state length_change_state, parts_state theil_parts_state, bounds_state length_bounds_state,
	change length_change, parts theil_parts);

INSERT INTO sample (id, what, t, c, o, b, f, n)
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
INSERT INTO sample (id, what, t, c, o, b, f, n)
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

UPDATE sample SET s = scheduled.s FROM scheduled WHERE scheduled.id = sample.id;

-- Aggregates whose result is the state that length_change(), theil_parts() and
-- weighted_length_bounds() have until they end.
CREATE AGGREGATE length_change_state_of(term_summary, term_summary) (SFUNC = length_change_add, STYPE = length_change_state);
CREATE AGGREGATE theil_parts_state_of(concentration_summary) (SFUNC = theil_parts_add, STYPE = theil_parts_state);
CREATE AGGREGATE length_bounds_state_of(numrange, numrange) (SFUNC = length_bounds_add, STYPE = length_bounds_state);

-- Before and after, by group: of the arrangements; of A 100 at 2 years then 3,
-- and B 100 then 300 at 4, which is 3 years then 3.75; of many groups; of none.
CREATE TABLE changing (id integer, name text, before term_summary, after term_summary, held concentration_summary);
INSERT INTO changing
SELECT 1, agency, term_summary(term, value) FILTER (WHERE number < 5), term_summary(term, value * 1.5) FILTER (WHERE number > 1),
       concentration_summary(provider, value)
FROM arrangement GROUP BY agency
UNION ALL
SELECT 2, name, term_summary(daterange('2020-01-01', ('2020-01-01'::date + make_interval(years => years_before))::date), value_before),
       term_summary(daterange('2020-01-01', ('2020-01-01'::date + make_interval(years => years_after))::date), value_after),
       concentration_summary(name, value_before)
FROM (VALUES ('A', 2, 100, 3, 100), ('B', 4, 100, 4, 300)) AS v (name, years_before, value_before, years_after, value_after) GROUP BY name
UNION ALL
SELECT 5, i::text, term_summary(daterange('2020-01-01', date '2020-01-01' + i), i * 1.25),
       term_summary(daterange('2020-01-01', date '2020-01-01' + 2 * i), i), concentration_summary(i::bigint, i * 0.01)
FROM generate_series(1, 1000) AS i GROUP BY i
UNION ALL
SELECT 4, 'A', NULL, NULL, NULL;
UPDATE sample
SET change_state = x.change_state, parts_state = x.parts_state, bounds_state = x.bounds_state, change = x.change, parts = x.parts
FROM (SELECT id, length_change_state_of(before, after) AS change_state, theil_parts_state_of(held) AS parts_state,
             length_bounds_state_of(numrange(mean_length(before), NULL), numrange(total(before), total(before) + 10)) AS bounds_state,
             length_change(before, after) AS change, theil_parts(held) AS parts
      FROM changing GROUP BY id) AS x
WHERE x.id = sample.id;

-- What keep_summaries() is called with.
CREATE TABLE kept_rows AS SELECT agency, provider, value FROM arrangement WHERE agency <> '';
CREATE TABLE kept (agency text PRIMARY KEY, c concentration_summary);

-- The functions of the extension that the queries call.
CREATE TABLE called (list text, query text, function oid);

-- Where drivers write what they have read, each under its application_name.
CREATE TABLE back (LIKE sample);
ALTER TABLE back ADD driver text DEFAULT current_setting('application_name');

-- What the rows of a query should be, a line for every value: its text, and its
-- binary form in hexadecimal.  Row 0 has the types.
CREATE FUNCTION expected(list text, query_name text, query text)
RETURNS TABLE ("row" bigint, number integer, name text, type regtype, as_text text, as_hex text)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
	attribute record;
BEGIN
	EXECUTE 'CREATE TEMP VIEW shown AS ' || query;
	INSERT INTO called
	SELECT list, query_name, refobjid
	FROM pg_depend JOIN pg_rewrite ON classid = 'pg_rewrite'::regclass AND pg_rewrite.oid = objid
	WHERE ev_class = 'shown'::regclass AND refclassid = 'pg_proc'::regclass;
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
	WITH forms AS (
		SELECT driver, id,
		       ROW(what, t, c, o, b, s, f, n, change_state, parts_state, bounds_state, change, parts)::text AS as_text,
		       ROW(summary_send(t), summary_send(c), summary_send(o), summary_send(b), summary_send(s), frequency_send(f), nzbn_send(n),
		           length_change_state_send(change_state), theil_parts_state_send(parts_state), length_bounds_state_send(bounds_state),
		           record_send(change), record_send(parts)) AS bytes
		FROM (SELECT NULL AS driver, * FROM sample WHERE id <@ ids
		      UNION ALL
		      SELECT driver, id, what, t, c, o, b, s, f, n, change_state, parts_state, bounds_state, change, parts
		      FROM back WHERE driver = wanted) AS x
	)
	SELECT count(*)
	FROM (SELECT * FROM forms WHERE driver IS NULL) AS s
	FULL JOIN (SELECT * FROM forms WHERE driver IS NOT NULL) AS b USING (id)
	WHERE s.as_text IS DISTINCT FROM b.as_text OR s.bytes IS DISTINCT FROM b.bytes
$$;
