-- From documents of the Open Contracting or the 360Giving Data Standard to the table
-- reading, which load.sql reads.
--
-- There before: document_line, the file's lines; the variables dates and zone, which go
-- to the extension's readers as they are.

\set ON_ERROR_STOP on
\set VERBOSITY default

CREATE FUNCTION pg_temp.json_fault(text, OUT fault text)
	LANGUAGE plpgsql AS $$
BEGIN
	PERFORM $1::jsonb;
EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
	GET STACKED DIAGNOSTICS fault = PG_EXCEPTION_DETAIL;
	fault := coalesce(nullif(fault, ''), SQLERRM);
END $$;

CREATE TABLE document (nth bigint, document jsonb);

-- JSON lines if the first line is a value by itself and there are others, else one
-- value over all lines.
DO $$
DECLARE
	fault text;
	nth   bigint;
BEGIN
	DELETE FROM document_line WHERE line IS NULL OR line !~ '[^ \t]';
	IF (SELECT count(*) FROM document_line) > 1 AND
	   (SELECT f.fault IS NULL FROM document_line AS d, pg_temp.json_fault(line) AS f ORDER BY d.nth LIMIT 1)
	THEN
		BEGIN
			INSERT INTO document SELECT d.nth, line::jsonb FROM document_line AS d;
			RETURN;
		EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
			SELECT d.nth, f.fault INTO nth, fault
			FROM document_line AS d, pg_temp.json_fault(line) AS f
			WHERE f.fault IS NOT NULL ORDER BY d.nth LIMIT 1;
		END;
		RAISE EXCEPTION 'line % is not JSON', nth USING DETAIL = fault;
	END IF;
	BEGIN
		INSERT INTO document SELECT 1, string_agg(line, E'\n' ORDER BY d.nth)::jsonb FROM document_line AS d;
	EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
		SELECT f.fault INTO fault
		FROM (SELECT string_agg(line, E'\n' ORDER BY d.nth) AS whole FROM document_line AS d) AS w,
		     pg_temp.json_fault(whole) AS f;
		RAISE EXCEPTION 'the file is not JSON' USING DETAIL = fault;
	END;
END $$;

-- Grants are what has grants, or an amountAwarded; anything else has to be of contracts.
SELECT coalesce(bool_or(one ? 'grants' OR one ? 'amountAwarded'), false) AS grants
FROM (SELECT CASE jsonb_typeof(document) WHEN 'array' THEN document -> 0 ELSE document END AS one
      FROM document ORDER BY nth LIMIT 1) AS x
\gset

-- What the importers refuse, they refuse by its path in a document.
\set ON_ERROR_STOP off

\if :grants
-- Individuals are mostly called "Individual", and have numbers that are their funder's own.
CREATE TEMP TABLE individual AS
SELECT DISTINCT jsonb_path_query(document, '$.**.recipientIndividual.id') #>> '{}' AS id
FROM document;

CREATE TABLE found AS
SELECT row_number() OVER (ORDER BY nth, i) AS row, grant_id AS contract_id, agency_id, agency,
       CASE WHEN individual.id IS NULL THEN provider_id END AS provider_id,
       CASE WHEN individual.id IS NULL THEN provider ELSE concat_ws(' ', provider, provider_id, 'of ' || agency) END AS provider,
       value, currency, term, recipients AS sharing, false AS in_later, NULL AS status,
       ARRAY(SELECT path FROM unnest(unread) AS path WHERE path !~ 'awardDate') AS unread	-- which no figure needs
FROM document, threesixtygiving_grants(document, :'dates', nullif(:'zone', '')) WITH ORDINALITY AS
     g (grant_id, agency_id, agency, provider_id, provider, recipients, value, currency, award_date, term,
        programme, region, regrant_type, unread, i)
     LEFT JOIN individual ON individual.id = provider_id;
\else
-- Releases and records one by one, so that one that is published in two packages, or twice
-- in one, is seen to be the same.
CREATE TEMP TABLE piece AS
WITH RECURSIVE part (place, document) AS (
	SELECT ARRAY[nth], document FROM document
	UNION ALL
	SELECT place || i, element
	FROM part,
	     jsonb_array_elements(CASE WHEN jsonb_typeof(document) = 'array' THEN document
	                               WHEN document ? 'ocid' THEN '[]'
	                               WHEN jsonb_typeof(document -> 'releases') = 'array' THEN document -> 'releases'
	                               WHEN jsonb_typeof(document -> 'records') = 'array' THEN document -> 'records'
	                               ELSE '[]' END) WITH ORDINALITY AS e (element, i)
)
SELECT place, document,
       jsonb_typeof(document) <> 'array' AND (document ? 'ocid' OR NOT document ?| '{releases,records}') AS single
FROM part
WHERE jsonb_typeof(document) <> 'null';

-- A container that could not be opened above goes to the reader as it is, which says why.
DELETE FROM piece
WHERE NOT single AND jsonb_typeof(CASE jsonb_typeof(document) WHEN 'array' THEN document
                                  ELSE coalesce(document -> 'releases', document -> 'records') END) IN ('array', 'null');

-- Of several releases of one process, an award counts as it stands in the latest:
-- docs/import.md, "Several releases of one process".
CREATE TEMP TABLE once AS
SELECT DISTINCT ON (document ->> 'ocid', document ->> 'date', coalesce(document ->> 'id', place::text)) place, document
FROM piece
ORDER BY document ->> 'ocid', document ->> 'date', coalesce(document ->> 'id', place::text), place;

CREATE TABLE found AS
SELECT row_number() OVER (ORDER BY place, i) AS row,
       concat_ws(' ', ocid, coalesce(contract_id, award_id)) AS contract_id,	-- which are of one process only
       agency_id, agency, provider_id, provider, value, currency, term, suppliers AS sharing,
       rank() OVER (PARTITION BY ocid, coalesce(award_id, contract_id)
                    ORDER BY release_date DESC NULLS LAST, release_id DESC NULLS LAST) > 1 AS in_later,
       status,
       ARRAY(SELECT path FROM unnest(unread) AS path WHERE path !~ 'awards\[\d+\]\.date$|dateSigned$') AS unread	-- which no figure needs
FROM once, ocds_contracts(document, nullif(:'zone', '')) WITH ORDINALITY AS
         c (ocid, release_id, release_date, contract_id, award_id, agency_id, agency, provider_id, provider, suppliers,
            value, currency, award_date, date_signed, term, method, category, status, unread, i);
\endif

-- In which line that is, is said here.
\set failed :ERROR
\set ON_ERROR_STOP on
\if :failed
CREATE FUNCTION pg_temp.is_refused(document jsonb, grants boolean) RETURNS boolean
	LANGUAGE plpgsql AS $$
BEGIN
	IF grants THEN
		PERFORM FROM threesixtygiving_grants(document);
	ELSE
		PERFORM FROM ocds_contracts(document);
	END IF;
	RETURN false;
EXCEPTION WHEN data_exception THEN
	RETURN true;
END $$;

SELECT set_config('demo.refused', min(nth)::text, false) AS refused
FROM document
WHERE pg_temp.is_refused(document, :'grants')
\gset
DO $$
BEGIN
	RAISE EXCEPTION 'the first document that is refused is the one in line %', current_setting('demo.refused');
END $$;
\endif

\if :grants
CREATE TEMP TABLE twice AS SELECT 0 AS releases;
\else
CREATE TEMP TABLE twice AS SELECT (SELECT count(*) FROM piece) - (SELECT count(*) FROM once) AS releases;
\endif

-- What was never agreed is no arrangement; what was terminated ran.
CREATE TABLE left_out AS
SELECT 0 AS place, 'the same release stands before' AS what, 'release' AS unit, releases AS number
FROM twice
WHERE releases > 0
UNION ALL
SELECT place, what, 'row', count(*)
FROM found,
     LATERAL (VALUES (1, 'repeated in a later release', in_later),
                     (2, 'cancelled or unsuccessful', NOT in_later AND status IN ('cancelled', 'unsuccessful')))
         AS test (place, what, holds)
WHERE holds
GROUP BY place, what;

-- A number of a register has one name here, so that its spellings are one provider; in
-- names, a run of blanks is one.
CREATE FUNCTION pg_temp.name(text) RETURNS text
	LANGUAGE sql AS $$
SELECT btrim(regexp_replace($1, '[[:space:]]+', ' ', 'g'))
$$;

CREATE TABLE reading AS
SELECT row, pg_temp.name(coalesce(first_value(agency) OVER (PARTITION BY coalesce(agency_id, agency) ORDER BY agency), agency_id)) AS agency,
       pg_temp.name(coalesce(first_value(provider) OVER (PARTITION BY coalesce(provider_id, provider) ORDER BY provider), provider_id)) AS provider,
       CASE WHEN abs(value) < 1e18 THEN value END AS value,
       CASE WHEN value IS NOT NULL THEN currency END AS currency,
       term, NULL::frequency AS frequency, contract_id, sharing, unread
FROM found
WHERE NOT in_later AND coalesce(status NOT IN ('cancelled', 'unsuccessful'), true);

-- What cannot be read is named by its path, without the places in the arrays.
CREATE TABLE gap AS
SELECT row, place, problem, NULL AS cell
FROM reading,
     LATERAL (VALUES
         (1, agency IS NULL, 'no agency'),
         (2, provider IS NULL, 'no provider'),
         (3, value IS NULL AND NOT unread::text ~ 'amount', 'no value'),
         (6, term IS NULL AND NOT unread::text ~* 'period|dates', 'no term'),
         (11, upper_inf(term), 'open-ended')
     ) AS test (place, fails, problem)
WHERE fails
UNION ALL
SELECT row, CASE WHEN path ~* 'amount' THEN 4 ELSE 7 END,
       'unreadable ' || regexp_replace(regexp_replace(path, '\[\d+\]', '[]', 'g'), '^(releases|records|grants)\[\]\.', ''), NULL
FROM reading, unnest(unread) AS path;

CREATE TABLE legible AS
SELECT replace(problem, 'unreadable ', '') AS name, (SELECT count(*) FROM reading) AS cells,
       count(*) AS unreadable, place
FROM gap
WHERE problem ~ '^unreadable'
GROUP BY problem, place;

CREATE TABLE unreadable AS
SELECT place, ''::text AS cell, count(*) AS rows,
       CASE place WHEN 4 THEN 'It is no number.' ELSE 'It is no whole day.' END AS reason, NULL AS hint
FROM gap
WHERE problem ~ '^unreadable'
GROUP BY place;
