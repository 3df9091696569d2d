--
-- nzbn: New Zealand Business Numbers
--

-- numbers of the register's own list, and every form they are written in
SELECT '9429046393920'::nzbn, '9429050294954'::nzbn;
SELECT bool_and(form::nzbn = '9429046393920'::nzbn) AS forms
FROM unnest(ARRAY['9429046393920', ' 9429046393920 ', '9429 0463 93920',
                  'NZ-NZBN-9429046393920', 'nz-nzbn-9429 0463 93920']) form;
SELECT '9429046393920'::nzbn::text, '9429046393920'::nzbn::bigint,
       9429046393920::nzbn, '0000000000000'::nzbn, '0000000000017'::nzbn;

-- the check digit, in SQL: weights 1 and 3 in turn over twelve digits
CREATE FUNCTION pg_temp.with_check_digit(twelve text) RETURNS text
LANGUAGE sql AS $$
    SELECT twelve || (10 - sum(substr(twelve, i, 1)::int * CASE i % 2 WHEN 1 THEN 1 ELSE 3 END) % 10) % 10
    FROM generate_series(1, 12) i
$$;
CREATE TEMP TABLE number AS
SELECT pg_temp.with_check_digit(lpad(((i::bigint * 7919717171) % 1000000000000)::text, 12, '0')) AS digits
FROM generate_series(1, 500) i;
SELECT bool_and(digits::nzbn::text = digits) AS accepted,
       bool_and(digits::bigint::nzbn::text = digits) AS from_bigint
FROM number;

-- whatever digit is wrong, it is noticed, and the one expected is named
CREATE FUNCTION pg_temp.complaint(string text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    detail text;
BEGIN
    PERFORM string::nzbn;
    RETURN 'none';
EXCEPTION WHEN invalid_text_representation THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
    RETURN detail;
END $$;
SELECT count(*) AS one_digit_off, count(*) FILTER (WHERE complaint = 'none') AS unnoticed,
       bool_and(complaint = format('The last digit is %s where %s is expected.', right(wrong, 1),
                                   right(pg_temp.with_check_digit(left(wrong, 12)), 1))) AS named
FROM (SELECT wrong, pg_temp.complaint(wrong) AS complaint
      FROM (SELECT digits FROM number LIMIT 20) numbers,
           generate_series(1, 13) place, generate_series(1, 9) step,
           overlay(digits PLACING ((substr(digits, place, 1)::int + step) % 10)::text FROM place FOR 1) wrong) wrongs;
SELECT pg_temp.complaint('9429046393921');

-- compared, sorted, hashed and indexed as the numbers they are
SELECT '9429046393920'::nzbn < '9429050294954'::nzbn AS less,
       '9429046393920'::nzbn = 9429046393920 AS as_bigint,
       '9429046393920'::nzbn = 'NZ-NZBN-9429046393920' AS as_written;
CREATE TEMP TABLE provider (id nzbn PRIMARY KEY, name text);
INSERT INTO provider SELECT digits::nzbn, 'Provider ' || digits FROM number;
SELECT count(*) AS joined FROM provider JOIN number ON id = digits::nzbn;
SELECT count(DISTINCT id) AS ids, min(id) = min(digits)::nzbn AND max(id) = max(digits)::nzbn AS ends
FROM provider, number;
SELECT bool_and(id::text >= before) AS sorted
FROM (SELECT id, lag(id::text) OVER (ORDER BY id) AS before FROM provider) ordered;
-- a key of summaries
SELECT holders(concentration_summary(id, 1)), hhi(id, 1) FROM provider;

\set VERBOSITY sqlstate
SELECT count(*) FROM provider WHERE id = '9429046393921';
SELECT '942904639392'::nzbn;
SELECT '94290463939200'::nzbn;
SELECT '942904639392x'::nzbn;
SELECT ''::nzbn;
SELECT 'NZ-NZBN-'::nzbn;
SELECT '-429046393920'::nzbn;
SELECT 9429046393921::nzbn;
SELECT (-9429046393920)::nzbn;
SELECT 99999999999999::nzbn;
INSERT INTO provider VALUES ('9429046393920', 'once'), ('9429046393920', 'twice');
