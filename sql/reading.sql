-- Reading amounts, dates and terms as people write them.
\pset format unaligned
\pset footer off
\pset null NULL
SET jit = off;

-- What each cell must be read as was worked out by hand: a value, N (nothing: NULL, strict or not) or R (refused).  A refusal is an error where the caller is
-- strict, with the cell, a reason and a hint, and NULL where it is not.
CREATE TEMP TABLE cases (i serial, what text, cell text, options text DEFAULT '', "right" text);
CREATE FUNCTION pg_temp.attempt(statement text, OUT read text, OUT state text, OUT message text, OUT reason text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE statement INTO read;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, reason = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
END $$;
CREATE FUNCTION pg_temp.cells(cell text) RETURNS text LANGUAGE sql AS
  $$ SELECT coalesce(string_agg(quote_nullable(nullif(c, 'NULL')), ', ' ORDER BY i), '''''') FROM unnest(string_to_array(cell, ' | ')) WITH ORDINALITY AS u (c, i) $$;
-- what came of each case, and whether all of it is as it must be
CREATE TEMP VIEW results AS
SELECT i, what, cell, options, "right", s.read, n.read AS loose, s.reason, s.hint,
       CASE "right" WHEN 'R' THEN s.state = CASE WHEN s.reason = '' THEN '22000' ELSE '22P02' END AND n.state IS NULL AND n.read IS NULL AND s.hint ~ '[.]$' AND s.reason ~ '(^|[.])$'
                                 AND (what = 'term' OR s.message = format('cannot read "%s" as %s', cell, CASE what WHEN 'date' THEN 'a date' ELSE 'an amount' END))
                    WHEN 'N' THEN s.state IS NULL AND s.read IS NULL AND n.state IS NULL AND n.read IS NULL
                    ELSE coalesce(s.read = "right" AND n.read = "right", false) END AS fine
FROM cases, pg_temp.attempt(format('SELECT read_%s(%s%s)', what, pg_temp.cells(cell), options)) AS s,
     pg_temp.attempt(format('SELECT read_%s(%s%s, strict => false)', what, pg_temp.cells(cell), options)) AS n;
CREATE FUNCTION pg_temp.shown(cell text) RETURNS text LANGUAGE sql AS $$ SELECT trim(both '"' FROM to_json(cell)::text) $$;

-- Amounts: nothing, or a dash alone, which is Excel's zero
INSERT INTO cases (what, cell, "right")
SELECT 'amount', c, 'N' FROM unnest(ARRAY['NULL', '', ' ', E' \t\r\n', E'\u00a0', E'\u2009 \u202f', '-', ' - ', E' -   ', '–', '—', E'\u2212', E'\u2010', E'\u00a0-\u00a0', E'\ufeff']) AS c;
-- signs
INSERT INTO cases (what, cell, "right") VALUES
  ('amount', '500', '500'), ('amount', '-500', '-500'), ('amount', '500-', '-500'), ('amount', '500 -', '-500'), ('amount', '- 500', '-500'), ('amount', E'\u2212500', '-500'), ('amount', E'500\u2212', '-500'),
  ('amount', '+500', '500'), ('amount', '(500)', '-500'), ('amount', '( 500.25 )', '-500.25'), ('amount', '($500)', '-500'), ('amount', '$(500)', '-500'), ('amount', '(500 EUR)', '-500'), ('amount', '(500) EUR', '-500'),
  ('amount', '$-500', '-500'), ('amount', '-$500', '-500'), ('amount', '-$ 500.00', '-500.00'), ('amount', '$500-', '-500'), ('amount', '-62,085,000', '-62085000'), ('amount', '0', '0'), ('amount', '-0', '0'), ('amount', '(1.5m)', '-1500000'),
  ('amount', '--500', 'R'), ('amount', '-500-', 'R'), ('amount', '-(500)', 'R'), ('amount', '(-500)', 'R'), ('amount', '(500)-', 'R'), ('amount', '+-500', 'R'), ('amount', '(500', 'R'), ('amount', '500)', 'R'),
  ('amount', '((500))', 'R'), ('amount', '(500))', 'R'), ('amount', '5+', 'R'), ('amount', '<500>', 'R'), ('amount', '–500', 'R'), ('amount', '- -', 'R'), ('amount', '--', 'R'), ('amount', '$-', 'R'), ('amount', '(-)', 'R'), ('amount', '()', 'R'), ('amount', '+', 'R');
-- groups of digits and decimals, under either mark
INSERT INTO cases (what, cell, "right") VALUES
  ('amount', ' 12,400.00 ', '12400.00'), ('amount', '34,000.00', '34000.00'), ('amount', '$60,919.00', '60919.00'), ('amount', '1,234', '1234'), ('amount', '12,345,678.9', '12345678.9'), ('amount', '1.234', '1.234'), ('amount', '1234.5678', '1234.5678'),
  ('amount', '12 500', '12500'), ('amount', '1 234 567.89', '1234567.89'), ('amount', E'1\u00a0234\u00a0567', '1234567'), ('amount', E'1\u2009234', '1234'), ('amount', E'1\u202f234.5', '1234.5'), ('amount', '1''234''567.50', '1234567.50'), ('amount', E'1\u2019234', '1234'),
  ('amount', '12,34,567', '1234567'), ('amount', '1,23,45,678.5', '12345678.5'), ('amount', '12,345', '12345'), ('amount', '.50', '0.50'), ('amount', '-.5', '-0.5'), ('amount', '0.03 ', '0.03'), ('amount', '0.500', '0.500'), ('amount', '000500', '500'), ('amount', '100 200', '100200'),
  ('amount', '1,23', 'R'), ('amount', '1,2345', 'R'), ('amount', '1234,567', 'R'), ('amount', '1,234567', 'R'), ('amount', '1,,234', 'R'), ('amount', ',234', 'R'), ('amount', '1,234,', 'R'), ('amount', '1,234,56', 'R'), ('amount', '123,45,678', 'R'), ('amount', '1,234,45,678', 'R'),
  ('amount', '12 34 567', 'R'), ('amount', '1  234', 'R'), ('amount', E'1\t234', 'R'), ('amount', '1 23', 'R'), ('amount', '12 13', 'R'), ('amount', '1,234 567', 'R'), ('amount', '1 234,567', 'R'), ('amount', E'1 234\u00a0567', 'R'), ('amount', E'1\u2009234\u202f567', 'R'), ('amount', '1''234,567', 'R'),
  ('amount', '0,500', 'R'), ('amount', '01,234', 'R'), ('amount', '0 500', 'R'), ('amount', '2728933,38', 'R'), ('amount', '1.234.567', 'R'), ('amount', '1.234,56', 'R'), ('amount', '1.5.', 'R'), ('amount', '5.', 'R'), ('amount', '.', 'R'), ('amount', ',', 'R'), ('amount', '1.234 567', 'R'), ('amount', '1.2 3', 'R'), ('amount', '''500', 'R');
INSERT INTO cases (what, cell, options, "right") VALUES
  ('amount', '1.234,56', ', '',''', '1234.56'), ('amount', '1,234', ', '',''', '1.234'), ('amount', '1.234', ', '',''', '1234'), ('amount', '2728933,38', ', '',''', '2728933.38'), ('amount', 'R$ 1.234.567,89', ', '',''', '1234567.89'), ('amount', ',50', ', '',''', '0.50'),
  ('amount', '1 234 567,89 €', ', '',''', '1234567.89'), ('amount', E'1\u202f234\u202f567,89\u00a0€', ', '',''', '1234567.89'), ('amount', E'1\u00a0234,5', ', '',''', '1234.5'), ('amount', '5.000,-', ', '',''', '5000'), ('amount', '5,-', ', '',''', '5'), ('amount', '€ 5.000,–', ', '',''', '5000'),
  ('amount', 'CHF 1''000.--', '', '1000'), ('amount', 'CHF 5.-', '', '5'), ('amount', '1,00214595E7', ', '',''', '10021459.5'), ('amount', '-1.234,50 EUR', ', '',''', '-1234.50'),
  ('amount', '1,234.56', ', '',''', 'R'), ('amount', '12.50', ', '',''', 'R'), ('amount', '1.23', ', '',''', 'R'), ('amount', '0.500', ', '',''', 'R'), ('amount', '12.34.567', ', '',''', 'R'), ('amount', '1,234,567', ', '',''', 'R'), ('amount', '5,', ', '',''', 'R'), ('amount', '5.000,-5', ', '',''', 'R'), ('amount', '1.234,567.8', ', '',''', 'R');
-- exponents, currencies, multipliers
INSERT INTO cases (what, cell, "right") VALUES
  ('amount', '1.00214595E7', '10021459.5'), ('amount', '1e3', '1000'), ('amount', '1E+05', '100000'), ('amount', '2.5e-3', '0.0025'), ('amount', '9.99e17', '999000000000000000'), ('amount', '0.001e20', '100000000000000000'), ('amount', '0e50', '0'), ('amount', '1e-99', '0.' || repeat('0', 98) || '1'), ('amount', '$1E3', '1000'),
  ('amount', '1e18', 'R'), ('amount', '12e17', 'R'), ('amount', '1e99', 'R'), ('amount', '1e100', 'R'), ('amount', '1e-100', 'R'), ('amount', '1e', 'R'), ('amount', '1e+', 'R'), ('amount', '1 e3', 'R'), ('amount', '1,000e3', 'R'), ('amount', '1e3.5', 'R'), ('amount', '1e3e3', 'R'), ('amount', '1e3k', 'R'), ('amount', 'e3', 'R'),
  ('amount', 'NZ$ 12 500', '12500'), ('amount', 'US$500', '500'), ('amount', '€5', '5'), ('amount', '5 €', '5'), ('amount', '£1,234.50', '1234.50'), ('amount', '¥5000', '5000'), ('amount', '₹ 12,34,567', '1234567'), ('amount', 'NZD 1,234', '1234'), ('amount', 'NZD1234', '1234'), ('amount', '1,234 NZD', '1234'), ('amount', '500EUR', '500'),
  ('amount', '500 NZ$', '500'), ('amount', '$500 NZD', '500'), ('amount', 'NZ$500 NZD', '500'), ('amount', 'USD $1,234.00', '1234.00'), ('amount', 'USD$5', '5'), ('amount', 'EUR €5', '5'), ('amount', 'LTL 500', '500'), ('amount', 'Mex$ 500', '500'), ('amount', 'nz$500', '500'), ('amount', 'EUR -500', '-500'),
  ('amount', 'ABC 1234', 'R'), ('amount', 'XXX 5', 'R'), ('amount', 'XAU 5', 'R'), ('amount', 'nzd 500', 'R'), ('amount', 'ABCD$500', 'R'), ('amount', 'US $500', 'R'), ('amount', '$US500', 'R'), ('amount', '€500 USD', 'R'), ('amount', 'NZ$500 AUD', 'R'), ('amount', '$500 $', 'R'), ('amount', 'NZD 500 NZD', 'R'), ('amount', 'NZD 500 AUD', 'R'),
  ('amount', '50¢', 'R'), ('amount', '500 dollars', 'R'), ('amount', 'Rs. 500', 'R'), ('amount', 'EUR', 'R'), ('amount', '$', 'R'), ('amount', 'M€ 5', 'R'), ('amount', 'k$ 5', 'R'), ('amount', 'K$5', 'R'), ('amount', 'B$ 5', 'R'), ('amount', 'NZD: 500', 'R'), ('amount', 'NZDX 500', 'R'), ('amount', 'to $500', 'R'), ('amount', 'Nzd 500', 'R'), ('amount', 'bn$5', 'R'), ('amount', 'maxi$5', 'R'),
  ('amount', '2k', '2000'), ('amount', '2 K', '2000'), ('amount', '$1.2bn', '1200000000'), ('amount', '$1.78 billion', '1780000000'), ('amount', '1.5M', '1500000'), ('amount', '1.2345678 Million', '1234567.8'), ('amount', '3 thousand', '3000'), ('amount', 'NZ$ 1.2m', '1200000'), ('amount', '1.2m NZD', '1200000'), ('amount', '5M€', '5000000'), ('amount', '€ 2.50 BN', '2500000000'), ('amount', '1,200k', '1200000'),
  ('amount', '5 MM', 'R'), ('amount', '5mm', 'R'), ('amount', '5 t', 'R'), ('amount', '5b', 'R'), ('amount', '5 mn', 'R'), ('amount', '5 mio', 'R'), ('amount', '5 Mrd', 'R'), ('amount', '2 billones', 'R'), ('amount', '2 millions', 'R'), ('amount', '5 trillion', 'R'), ('amount', '5 lakh', 'R'), ('amount', '5 k m', 'R'), ('amount', '5 EUR m', 'R'), ('amount', '$m 5', 'R'), ('amount', 'million 5', 'R'), ('amount', '5 thousand million', 'R');
-- what is no amount, or more than one
INSERT INTO cases (what, cell, "right")
SELECT 'amount', c, 'R' FROM unnest(ARRAY['12-13', '12 - 13', '12–13', '5,000-6,000', '~5,000', '≈5000', '>500', '<500', '=500', 'c. 500', 'up to 500', 'approx 500', '500 p.a.', '500 pa', '500 per annum', '500/year', '500 + GST', '500 (excl GST)', '500*', '500 [1]', '1)', '1. 500',
  '50%', '1/2', '½', '#REF!', '#N/A', '#DIV/0!', 'NaN', 'nan', 'Infinity', '-inf', 'TBC', 'N/A', 'nil', 'null', 'unknown', 'true', '0x1F', '0b11', '1_000', '٥٠٠', '５００', '500.00.', '500;', '"500"', '2018-07-01', '1:30', '5 5 5', '500' || E'\u200b', E'5\n00', 'five', '５', '$1,234.00 $5.00', '1e3 2e3']) AS c;
SELECT pg_temp.shown(cell) AS cell, options, read FROM results WHERE what = 'amount' AND "right" NOT IN ('N', 'R') ORDER BY i;
SELECT pg_temp.shown(cell) AS refused, options, reason FROM results WHERE what = 'amount' AND "right" = 'R' ORDER BY i;
SELECT reason, min(hint) AS hint, count(DISTINCT hint) AS hints, count(*) > 0 AS cells FROM results WHERE what = 'amount' AND "right" = 'R' GROUP BY reason ORDER BY reason COLLATE "C";
-- where the other mark would do, the hint says so
SELECT cell, options, hint FROM results WHERE what = 'amount' AND hint ~ 'decimal_mark =>' ORDER BY i;
SELECT "right" IN ('N', 'R') AS not_read, count(*) AS cells, count(*) FILTER (WHERE fine IS NOT TRUE) AS wrong FROM results WHERE what = 'amount' GROUP BY 1 ORDER BY 1;
SELECT cell, options, "right", read, reason FROM results WHERE what = 'amount' AND fine IS NOT TRUE;

-- the currency, under whichever mark the amount can be read
SELECT cell, read_currency(cell) AS currency, read_currency(cell) IS NOT DISTINCT FROM "right" AS right
FROM (VALUES (1, 'NZ$ 12 500', 'NZ$'), (2, 'NZD 1,234', 'NZD'), (3, '$1.2bn', '$'), (4, '(500) EUR', 'EUR'), (5, '1.234,56 €', '€'), (6, '1 234 567,89 €', '€'), (7, '$500 NZD', 'NZD'), (8, 'US$ 5', 'US$'), (9, '-£5', '£'), (10, '5M€', '€'),
             (11, '500', NULL), (12, '-', NULL), (13, '', NULL), (14, 'ABC 1234', NULL), (15, 'up to $500', NULL), (16, '€500 USD', NULL), (17, 'EUR 1.2.3,4', NULL), (18, 'R$ 1.234.567,89', 'R$'), (19, '₹5', '₹'), (20, NULL, NULL)) AS c (i, cell, "right") ORDER BY i;
-- codes of countries of all continents, of today and of older contracts; and of all letters about as many codes as the standard has
SELECT count(*) AS codes, count(*) FILTER (WHERE read_currency(code || ' 5') IS DISTINCT FROM code) AS wrong
FROM regexp_split_to_table('AUD CAD CHF CNY EUR FJD GBP INR JPY NZD PGK SBD SEK SGD TOP USD VUV WST XPF ZAR AED AFN YER ZMW ZWL ATS DEM ESP FRF ITL', ' ') AS code;
SELECT count(*) AS letters, count(*) FILTER (WHERE read_amount(a || b || c || ' 5', strict => false) = 5) BETWEEN 190 AND 210 AS codes_there_are
FROM unnest(ARRAY(SELECT chr(i) FROM generate_series(65, 90) AS i)) AS a, unnest(ARRAY(SELECT chr(i) FROM generate_series(65, 90) AS i)) AS b, unnest(ARRAY(SELECT chr(i) FROM generate_series(65, 90) AS i)) AS c;

-- Random amounts in ways that core writes them, read back
SELECT setseed(0.25);
CREATE TEMP TABLE amounts AS
SELECT i, round((random() * 10 ^ (i % 10) * CASE WHEN i % 3 = 0 THEN -1 ELSE 1 END)::numeric, 2) AS amount FROM generate_series(1, 3000) AS i;
CREATE TEMP VIEW written AS
SELECT f.*, amount FROM amounts, trim(to_char(abs(amount), 'FM999,999,999,990.00')) AS us, trim(to_char(abs(amount), 'FM999999999990.00')) AS plain,
  translate(us, ',.', '.,') AS de, LATERAL (SELECT CASE WHEN amount < 0 THEN '-' ELSE '' END) AS m (minus),
  LATERAL (VALUES ('plain', minus || plain, '.'), ('cast', amount::text, '.'), ('groups', minus || us, '.'), ('dollars', minus || '$' || us, '.'), ('accounts', CASE WHEN amount < 0 THEN '($' || us || ')' ELSE ' $' || us || ' ' END, '.'),
    ('trailing', us || minus, '.'), ('code', 'NZD ' || minus || us, '.'), ('comma', minus || de, ','), ('France', replace(minus, '-', E'\u2212') || replace(de, '.', E'\u202f') || E'\u00a0€', ','), ('Switzerland', 'CHF ' || minus || replace(us, ',', ''''), '.'),
    ('scientific', trim(to_char(amount, '9.99999999999EEEE')), '.'), ('thousands', (amount / 1000)::numeric(20, 5)::text || 'k', '.'), ('millions', minus || 'US$' || trim_scale(abs(amount) / 1000000)::text || ' million', '.')) AS f (form, cell, mark);
SELECT form, count(*) AS tried, count(*) FILTER (WHERE read_amount(cell, mark) IS DISTINCT FROM amount) AS wrong FROM written GROUP BY form ORDER BY form;
-- read under the other mark they are refused, or the same, or of three decimals or digits, but for nothing else
SELECT count(*) > 30000 AS tried, count(*) FILTER (WHERE other <> amount AND cell !~ '\d[.,]\d{3}\M' AND cell !~ 'k|million') AS wrong
FROM written, read_amount(cell, CASE mark WHEN '.' THEN ',' ELSE '.' END, false) AS other;
-- any numeric core can write in plain digits, up to 1000 of them
SELECT bool_and(read_amount(n::text) = n AND read_amount(n::text)::text = n::text) AS same FROM unnest('{0,0.0,1,-1,0.10,123456789012345678901234567890.123456789,-0.00000000000000000001}'::numeric[]) AS n;
SELECT length(read_amount(repeat('9', 1000))::text) AS digits, read_amount(repeat('9', 1001), strict => false) AS more, read_amount('0.' || repeat('1', 999)) = ('0.' || repeat('1', 999))::numeric AS decimals,
       read_amount(repeat('1', 998) || '.00k') = (repeat('1', 998) || '000')::numeric AS thousands;

-- Dates
INSERT INTO cases (what, cell, "right") SELECT 'date', c, 'N' FROM unnest(ARRAY['NULL', '', ' ', E'\t\n', E'\u00a0']) AS c;
-- ISO 8601, under every order
INSERT INTO cases (what, cell, options, "right")
SELECT 'date', c, o, r FROM (VALUES ('2018-07-01', '2018-07-01'), (' 2018-07-01 ', '2018-07-01'), (E'\u00a02018-07-01\r\n', '2018-07-01'), ('2020-02-29', '2020-02-29'), ('9999-12-31', '9999-12-31'), ('1800-01-01', '1800-01-01'), ('2018-07-01Z', '2018-07-01'), ('2018-07-01+12:00', '2018-07-01'),
  ('2018-13-01', 'R'), ('2018-02-29', 'R'), ('1900-02-29', 'R'), ('2018-04-31', 'R'), ('2018-00-10', 'R'), ('2018-01-00', 'R'), ('2018-01-32', 'R'), ('0000-00-00', 'R'), ('0018-07-01', 'R'), ('1799-12-31', 'R'), ('10000-01-01', 'R'), ('-2018-07-01', 'R'), ('2018-07', 'R'), ('2018', 'R'), ('2018-07-01-', 'R'), ('2018-183', 'R'), ('2018-W27-7', 'R'), ('2018--07-01', 'R'), ('2018 07 01', 'R')) AS c (c, r),
  unnest(ARRAY['', ', ''DMY''', ', ''MDY''']) AS o;
-- numbers by the declared order only
INSERT INTO cases (what, cell, options, "right") VALUES
  ('date', '20130416', '', '2013-04-16'), ('date', '20130416', ', ''DMY''', 'R'), ('date', '20130416', ', ''MDY''', 'R'), ('date', '01022013', '', 'R'), ('date', '01022013', ', ''DMY''', 'R'), ('date', '20131416', '', 'R'), ('date', '201304160', '', 'R'), ('date', '130416', '', 'R'),
  ('date', '2018/7/1', '', '2018-07-01'), ('date', '2018.07.01', '', '2018-07-01'), ('date', '2018-7-1', '', '2018-07-01'), ('date', '2018/07/01', ', ''DMY''', 'R'), ('date', '2018-7-1', ', ''MDY''', 'R'), ('date', '2018/07-01', '', 'R'),
  ('date', '1/7/2018', ', ''DMY''', '2018-07-01'), ('date', '1-7-2018', ', ''DMY''', '2018-07-01'), ('date', '01.07.2018', ', ''DMY''', '2018-07-01'), ('date', '01/09/15', ', ''DMY''', '2015-09-01'), ('date', '31/12/99', ', ''DMY''', '1999-12-31'), ('date', '01/01/70', ', ''DMY''', '1970-01-01'), ('date', '31/12/69', ', ''DMY''', '2069-12-31'), ('date', '01/01/00', ', ''DMY''', '2000-01-01'),
  ('date', '1/7/2018', ', ''MDY''', '2018-01-07'), ('date', '7-1-18', ', ''MDY''', '2018-07-01'), ('date', '12.31.1999', ', ''mdy''', '1999-12-31'), ('date', '1/7/2018', '', 'R'), ('date', '29/12/2018', '', 'R'), ('date', '12/29/2018', '', 'R'), ('date', '18-07-01', '', 'R'), ('date', '18/07/01', '', 'R'),
  ('date', '29/12/2018', ', ''MDY''', 'R'), ('date', '12/29/2018', ', ''DMY''', 'R'), ('date', '29/02/2019', ', ''DMY''', 'R'), ('date', '31/06/2018', ', ''DMY''', 'R'), ('date', '13/13/2018', ', ''DMY''', 'R'), ('date', '0/7/2018', ', ''DMY''', 'R'), ('date', '1/7', ', ''DMY''', 'R'), ('date', '7/2018', ', ''DMY''', 'R'), ('date', '1/7/118', ', ''DMY''', 'R'), ('date', '1/7/2', ', ''DMY''', 'R'),
  ('date', '1/7-2018', ', ''DMY''', 'R'), ('date', '1//7/2018', ', ''DMY''', 'R'), ('date', '1/7/02018', ', ''DMY''', 'R'), ('date', '001/7/2018', ', ''DMY''', 'R'), ('date', '1 7 2018', ', ''DMY''', 'R'), ('date', '1.7.2018.', ', ''DMY''', 'R'), ('date', '1 / 7 / 2018', ', ''DMY''', 'R');
-- names of months, with a day
INSERT INTO cases (what, cell, "right")
SELECT 'date', c, '2018-07-01' FROM unnest(ARRAY['1 July 2018', '01 July 2018', '1 Jul 2018', '1 Jul. 2018', '1 JULY 2018', '1 july, 2018', '1st July 2018', '1st of July 2018', '1 July, 2018', '01-Jul-18', '1-Jul-2018', '01/Jul/2018', '1.Jul.2018', '01JUL2018', '01Jul18', '1 Jul 18', 'July 1, 2018', 'July 1 2018', 'Jul 1 2018', 'Jul. 1, 2018', 'July 1st, 2018', 'Jul-01-2018', 'July 1,2018',
  '2018-Jul-01', '2018 Jul 1', 'Sunday 1 July 2018', 'Sunday, 1 July 2018', 'Sun 1 Jul 2018', 'Sun, 01 Jul 2018 00:00:00 GMT', 'Sunday, July 1, 2018', 'Sun. 2018-07-01', '1 July 2018 10:30am', E'1\u00a0July\u00a02018']) AS c;
INSERT INTO cases (what, cell, "right") VALUES
  ('date', '3 Sept 2018', '2018-09-03'), ('date', '2nd March 2020', '2020-03-02'), ('date', '3rd May 2020', '2020-05-03'), ('date', '11th June 2020', '2020-06-11'), ('date', '22nd Aug 2020', '2020-08-22'), ('date', '31-Dec-99', '1999-12-31'), ('date', 'Thurs 5 July 2018', '2018-07-05'), ('date', 'Tues 3 July 2018', '2018-07-03'),
  ('date', 'July 2018', 'R'), ('date', 'Jul-18', 'R'), ('date', 'Jul 18', 'R'), ('date', '18 July', 'R'), ('date', 'July', 'R'), ('date', 'July 1', 'R'), ('date', 'Jul 1 18', 'R'), ('date', '1 Juli 2018', 'R'), ('date', '1 Ju 2018', 'R'), ('date', '1 Julyy 2018', 'R'), ('date', '1 juillet 2018', 'R'), ('date', '1nd July 2018', 'R'), ('date', '11st July 2018', 'R'), ('date', '1-Jul/2018', 'R'), ('date', '1-Jul 2018', 'R'),
  ('date', '31 June 2018', 'R'), ('date', '30 February 2020', 'R'), ('date', 'Monday 1 July 2018', 'R'), ('date', 'Someday 1 July 2018', 'R'), ('date', 'the 1 July 2018', 'R'), ('date', '1. July 2018', 'R'), ('date', '1 July ''18', 'R');
-- a second date, words, parts, and what core's own reader would take
INSERT INTO cases (what, cell, options, "right")
SELECT 'date', c, ', ''DMY''', 'R' FROM unnest(ARRAY['01/07/2018 - 30/06/2019', '01/07/2018-30/06/2019', '01/07/2018 30/06/2019', '2018-07-01/2019-06-30', '2018-07-01 to 2019-06-30', '2018-07-01 2019-06-30', '2018-07-01,2019-06-30', '2018-07-01 (est)', '2018-07-01 approx', '2018-07-01*', 'c. 2018-07-01', 'from 2018-07-01',
  '2017/18', '2017', '106', '43282', '43282.5', '1530403200', '1.5', '-', 'TBC', 'N/A', 'now', 'today', 'tomorrow', 'yesterday', 'epoch', 'infinity', '-infinity', 'J2458849', '2020.183', '2018-07-01 BC', '1 July 2018 AD', 'Q3 2018', '2018Q3', '０１/０７/２０１８', '2018‑07‑01', '2018–07–01']) AS c;
-- times of day: dropped; midnight and the last minute keep their day whatever the zone
INSERT INTO cases (what, cell, options, "right")
SELECT 'date', '2018-06-30' || t, z, '2018-06-30' FROM unnest(ARRAY['T00:00:00Z', 'T00:00Z', 'T00:00:00.000Z', ' 00:00:00+12:00', 'T23:59Z', 'T23:59:00Z', 'T23:59:59Z', 'T23:59:59.999-05:00', 'T23:59:59.9999999+0100', 'T24:00:00Z', 'T24:00+01', ' 12:00:00 AM UTC', ' 11:59:59 PM GMT', 'T23:59:60Z',
  ' 16:21:27', 'T16:21', ' 4:21 pm', ' 04:21:27 PM', ' 4:21p.m.', 't16:21:27.123', ' 16:21:27,5', ', 16:21', ' 12:30 am', ' 9:05', ' 23:59:60']) AS t, unnest(ARRAY['', ', time_zone => ''Pacific/Auckland''', ', time_zone => ''America/New_York''']) AS z;
INSERT INTO cases (what, cell, options, "right") VALUES
  ('date', '2012-07-11T16:21:27Z', '', 'R'), ('date', '2012-07-11T16:21:27Z', ', time_zone => ''America/New_York''', '2012-07-11'), ('date', '2012-07-11T16:21:27Z', ', time_zone => ''Pacific/Auckland''', '2012-07-12'), ('date', '2013-06-30T00:00:00Z', ', time_zone => ''America/New_York''', '2013-06-30'),
  ('date', '2018-06-30T12:00:00Z', ', time_zone => ''Pacific/Auckland''', '2018-07-01'), ('date', '9999-12-31T12:00:00Z', ', time_zone => ''Pacific/Auckland''', 'R'), ('date', '2018-06-30T11:59:58Z', ', time_zone => ''Pacific/Auckland''', '2018-06-30'), ('date', '2018-12-31T11:00:00Z', ', time_zone => ''Pacific/Auckland''', '2019-01-01'), ('date', '2018-06-30T12:00:00+12:00', ', time_zone => ''Pacific/Auckland''', '2018-06-30'),
  ('date', '2018-07-01 01:30:00 +0200', ', time_zone => ''UTC''', '2018-06-30'), ('date', E'2018-06-30T22:30:00\u221203:00', ', time_zone => ''UTC''', '2018-07-01'), ('date', '01/07/2018 01:00 GMT', ', ''DMY'', ''America/New_York''', '2018-06-30'), ('date', 'Sun, 01 Jul 2018 02:00:00 GMT', ', time_zone => ''america/new_york''', '2018-06-30'), ('date', '2018-06-30T23:58:59Z', '', 'R'),
  ('date', '2018-06-30T23:59:30Z', '', 'R'), ('date', '2018-06-30T00:00:00.001Z', '', 'R'), ('date', '2018-06-30T12:00:00 NZST', '', 'R'), ('date', '2018-06-30T12:00:00 Pacific/Auckland', '', 'R'), ('date', '2018-06-30T25:00', '', 'R'), ('date', '2018-06-30T24:01', '', 'R'), ('date', '2018-06-30T12:60', '', 'R'), ('date', '2018-06-30T12:00:61', '', 'R'), ('date', '2018-06-30T12', '', 'R'),
  ('date', '2018-06-30T', '', 'R'), ('date', '2018-06-30 13:00 pm', '', 'R'), ('date', '2018-06-30 0:30 am', '', 'R'), ('date', '2018-06-30 12:00 noon', '', 'R'), ('date', '2018-06-30T12:00:00.', '', 'R'), ('date', '2018-06-30T12:00+16:00', '', 'R'), ('date', '2018-06-30T12:00+1', '', 'R'), ('date', '2018-06-30T12:00+12:60', '', 'R'), ('date', '2018-06-30T12:00:00ZZ', '', 'R'),
  ('date', '2018-06-30T12:00:00Z/2019-06-30T12:00:00Z', '', 'R'), ('date', '30/06/2018-05:00', ', ''DMY''', 'R'), ('date', '2018-06-30-05', '', 'R'), ('date', '2018-06-30 Z', '', 'R');
SELECT pg_temp.shown(cell) AS cell, options, read FROM results WHERE what = 'date' AND "right" NOT IN ('N', 'R') AND (options = '' OR cell !~ '^.?2018-0(6-30|7-01)|^(1800|2020|9999)-') ORDER BY i;
SELECT pg_temp.shown(cell) AS refused, options, reason FROM results WHERE what = 'date' AND "right" = 'R' AND (options !~ 'MDY' OR cell ~ '/') ORDER BY i;
SELECT reason, hint, count(*) > 0 AS cells FROM results WHERE what = 'date' AND "right" = 'R' GROUP BY reason, hint ORDER BY reason COLLATE "C", hint COLLATE "C";
SELECT "right" IN ('N', 'R') AS not_read, count(*) AS cells, count(*) FILTER (WHERE fine IS NOT TRUE) AS wrong FROM results WHERE what = 'date' GROUP BY 1 ORDER BY 1;
SELECT cell, options, "right", read, reason FROM results WHERE what = 'date' AND fine IS NOT TRUE;

-- Every day of 1800 to 2100, and random others, in ways that core writes them, read back
CREATE TEMP VIEW days AS
SELECT d::date AS day FROM generate_series(timestamp '1800-01-01', '2100-12-31', '1 day') AS d
UNION ALL SELECT date '2101-01-01' + (i * 7919 % 2800000) FROM generate_series(1, 5000) AS i;
SELECT form, date_order, count(*) AS tried, count(*) FILTER (WHERE read_date(to_char(day, form), date_order) IS DISTINCT FROM day) AS wrong
FROM days, (VALUES ('YYYY-MM-DD', 'DMY'), ('YYYYMMDD', 'YMD'), ('FMYYYY/FMMM/FMDD', 'YMD'), ('DD/MM/YYYY', 'DMY'), ('FMDD.FMMM.YYYY', 'DMY'), ('MM-DD-YYYY', 'MDY'), ('FMMM/FMDD/YYYY HH12:MI:SS AM', 'MDY'), ('FMDD Month YYYY', 'YMD'), ('DD-Mon-YYYY', 'MDY'), ('FMMonth FMDDth, YYYY', 'YMD'),
            ('FMDay, FMDDth FMMonth YYYY', 'DMY'), ('DDMONYYYY', 'YMD'), ('Dy DD Mon YYYY', 'YMD'), ('YYYY-MM-DD"T"HH24:MI:SS"Z"', 'YMD')) AS f (form, date_order)
GROUP BY form, date_order ORDER BY form COLLATE "C";
SELECT form, date_order, count(*) AS tried, count(*) FILTER (WHERE read_date(to_char(day, form), date_order) IS DISTINCT FROM day) AS wrong
FROM days, (VALUES ('DD/MM/YY', 'DMY'), ('MM-DD-YY', 'MDY'), ('DD-Mon-YY', 'YMD')) AS f (form, date_order) WHERE day BETWEEN '1970-01-01' AND '2069-12-31'
GROUP BY form, date_order ORDER BY form COLLATE "C";
-- no day that there is not is read, in any order; core says which there are
SELECT date_order, count(*) AS tried, count(*) FILTER (WHERE read_date(cell, date_order, strict => false) IS DISTINCT FROM CASE WHEN d BETWEEN 1 AND 31 AND m BETWEEN 1 AND 12
         THEN (SELECT day FROM CAST(make_date(y, m, 1) + (d - 1) AS date) AS day WHERE extract(month FROM day) = m) END) AS wrong
FROM unnest('{1900,1999,2000,2004,2100}'::int[]) AS y, generate_series(0, 13) AS m, generate_series(0, 32) AS d,
     LATERAL (VALUES ('YMD', format('%s-%s-%s', y, m, d)), ('DMY', format('%s/%s/%s', d, m, y)), ('MDY', format('%s.%s.%s', m, d, y))) AS f (date_order, cell) GROUP BY date_order ORDER BY date_order;
-- times with a zone, as core converts them
SELECT zone, count(*) AS tried, count(*) FILTER (WHERE read_date(cell, 'YMD', zone) IS DISTINCT FROM (t AT TIME ZONE zone)::date) AS wrong, bool_and(read_date(cell, strict => false) IS NULL) AS refused_without
FROM (SELECT timestamptz '1900-01-01 00:00:17+00' + i * interval '16 days 07:13:11' AS t FROM generate_series(1, 4000) AS i) AS x, unnest('{UTC,Pacific/Auckland,America/New_York,Asia/Kathmandu,Pacific/Apia}'::text[]) AS zone,
     to_char(t AT TIME ZONE 'UTC' + interval '5:30', 'YYYY-MM-DD"T"HH24:MI:SS"+05:30"') AS cell WHERE cell !~ 'T23:59:(00|59)|T00:00:00' GROUP BY zone ORDER BY zone;

-- Terms: start | end
INSERT INTO cases (what, cell, options, "right") VALUES
  ('term', 'NULL | NULL', '', 'N'), ('term', 'NULL | 2020-07-01', '', 'N'), ('term', ' | 2020-07-01', '', 'N'), ('term', '2020-07-01 | NULL', '', 'N'), ('term', '2020-07-01 |  ', '', 'N'), ('term', '2020-07-01 | NULL', ', blank_end => ''open''', '[2020-07-01,)'), ('term', '2020-07-01 |  ', ', blank_end => ''OPEN''', '[2020-07-01,)'), ('term', 'NULL | NULL', ', blank_end => ''open''', 'N'),
  ('term', '2020-07-01 | 2021-06-30', '', '[2020-07-01,2021-07-01)'), ('term', '2021-07-01 | 2021-07-01', '', '[2021-07-01,2021-07-02)'), ('term', '1/7/2020 | 30/6/2021', ', ''DMY''', '[2020-07-01,2021-07-01)'), ('term', '1 July 2020 | 2021-06-30T23:59:59Z', '', '[2020-07-01,2021-07-01)'), ('term', '2020-06-30T12:00:00Z | 2021-06-30T11:59:58Z', ', time_zone => ''Pacific/Auckland''', '[2020-07-01,2021-07-01)'),
  ('term', '2020-07-01 | 9999-12-31', '', '[2020-07-01,)'), ('term', '2020-07-01 | 9999-01-01', '', '[2020-07-01,)'), ('term', '2020-07-01 | 31/12/9999', ', ''DMY''', '[2020-07-01,)'), ('term', '2020-07-01 | 31/12/9999', '', 'R'), ('term', '01/07/2020 | 31/12/9999', ', ''DMY''', '[2020-07-01,)'), ('term', '2020-07-01 | 9999-12-31T23:59:59Z', '', '[2020-07-01,)'), ('term', '2020-07-01 | 9999-12-31T16:00:00Z', '', '[2020-07-01,)'), ('term', '2020-07-01 | 2999-12-31', '', '[2020-07-01,)'), ('term', '2020-07-01 | 2998-12-31', '', '[2020-07-01,2999-01-01)'),
  ('term', '2020-07-01 | Ongoing', '', '[2020-07-01,)'), ('term', '2020-07-01 | open-ended', '', '[2020-07-01,)'), ('term', '2020-07-01 | Open ended', '', '[2020-07-01,)'), ('term', '2020-07-01 | EVERGREEN', '', '[2020-07-01,)'), ('term', '2020-07-01 | indefinite', '', '[2020-07-01,)'), ('term', '2020-07-01 | rolling', '', '[2020-07-01,)'), ('term', '2020-07-01 | permanent', '', '[2020-07-01,)'), ('term', '2020-07-01 | infinity', '', '[2020-07-01,)'),
  ('term', '2020-07-01 | 3 yrs', '', '[2020-07-01,2023-07-01)'), ('term', '2020-07-01 | 36 months', '', '[2020-07-01,2023-07-01)'), ('term', '2020-07-01 | 36months', '', '[2020-07-01,2023-07-01)'), ('term', '2020-07-01 | 18 mths', '', '[2020-07-01,2022-01-01)'), ('term', '2020-07-01 | 90 days', '', '[2020-07-01,2020-09-29)'), ('term', '2020-07-01 | 1 day', '', '[2020-07-01,2020-07-02)'), ('term', '2020-07-01 | 2 weeks', '', '[2020-07-01,2020-07-15)'),
  ('term', '2020-07-01 | P3Y', '', '[2020-07-01,2023-07-01)'), ('term', '2020-07-01 | P18M', '', '[2020-07-01,2022-01-01)'), ('term', '2020-07-01 | p1y6m', '', '[2020-07-01,2022-01-01)'), ('term', '2020-07-01 | P2W', '', '[2020-07-01,2020-07-15)'), ('term', '2020-07-01 | P1Y2M3D', '', '[2020-07-01,2021-09-04)'), ('term', '2020-07-01 | 1 year 6 months', '', '[2020-07-01,2022-01-01)'), ('term', '2020-07-01 | 1 Year, 6 Months and 2 days', '', '[2020-07-01,2022-01-03)'), ('term', '2020-07-01 | 1.5 years', '', '[2020-07-01,2022-01-01)'),
  ('term', '2020-01-31 | 1 month', '', '[2020-01-31,2020-02-29)'), ('term', '2020-02-29 | 1 year', '', '[2020-02-29,2021-02-28)'), ('term', '2020-07-01 | 999 years', '', '[2020-07-01,3019-07-01)'), ('term', '2020-07-01 | 1000 years', '', '[2020-07-01,3020-07-01)'),
  ('term', '2018-09-01 | 2018-08-31', '', 'R'), ('term', '2018-09-01 | 2017-08-31', '', 'R'), ('term', '2020-07-01 | 3+1+1', '', 'R'), ('term', '2020-07-01 | 3', '', 'R'), ('term', '2020-07-01 | 36', '', 'R'), ('term', '2020-07-01 | 0 months', '', 'R'), ('term', '2020-07-01 | P0D', '', 'R'), ('term', '2020-07-01 | 18 months (+12)', '', 'R'), ('term', '2020-07-01 | 3 years + 1 year', '', 'R'), ('term', '2020-07-01 | 3 years plus 2', '', 'R'), ('term', '2020-07-01 | 3-5 years', '', 'R'),
  ('term', '2020-07-01 | 12 hours', '', 'R'), ('term', '2020-07-01 | PT12H', '', 'R'), ('term', '2020-07-01 | P1DT12H', '', 'R'), ('term', '2020-07-01 | 0.5 days', '', 'R'), ('term', '2020-07-01 | 1.5 months', '', 'R'), ('term', '2020-07-01 | 0.3 years', '', 'R'), ('term', '2020-07-01 | P0.5Y', '', 'R'), ('term', '2020-07-01 | -3 months', '', 'R'), ('term', '2020-07-01 | up to 36 months', '', 'R'), ('term', '2020-07-01 | 36 m', '', 'R'), ('term', '2020-07-01 | 6 months 1 year', '', 'R'), ('term', '2020-07-01 | 1 year 1 year', '', 'R'),
  ('term', '2020-07-01 | P', '', 'R'), ('term', '2020-07-01 | P3', '', 'R'), ('term', '2020-07-01 | P3X', '', 'R'), ('term', '2020-07-01 | P1M1Y', '', 'R'), ('term', '2020-07-01 | P-3M', '', 'R'), ('term', '2020-07-01 | 1001 years', '', 'R'), ('term', '2020-07-01 | 999999 months', '', 'R'), ('term', '2020-07-01 | 9999999 days', '', 'R'), ('term', '2020-07-01 | 400000 days', '', 'R'), ('term', '2020-07-01 | three years', '', 'R'), ('term', '2020-07-01 | 3 years fixed', '', 'R'), ('term', '2020-07-01 | 3 years,', '', 'R'),
  ('term', '2020-07-01 | 2021', '', 'R'), ('term', '2020-07-01 | TBC', '', 'R'), ('term', '2020-07-01 | -', '', 'R'), ('term', '2020-07-01 | 30/06/2021', '', 'R'), ('term', '2020-07-01 | ongoing until 2022', '', 'R'), ('term', '2020-07-01 | not ongoing', '', 'R'), ('term', '2020-07-01 | -infinity', '', 'R'), ('term', '2020-07-01 | ongoing-', '', 'R'), ('term', '2020-07-01 | open--ended', '', 'R'), ('term', '2020-07-01 | ongoing.', '', 'R'), ('term', 'TBC | 2021-06-30', '', 'R'), ('term', 'TBC | NULL', '', 'R'), ('term', 'NULL | TBC', '', 'R'), ('term', 'infinity | NULL', '', 'R'), ('term', 'ongoing | 2021-06-30', '', 'R'), ('term', '3 years | 2021-06-30', '', 'R'),
  ('term', '2020-07-01T12:00:00Z | 2021-06-30', '', 'R'), ('term', '2020-07-01 | 2021-06-30T12:00:00Z', '', 'R'), ('term', '2020-07-01 | ' || repeat('on', 20), '', 'R');
SELECT pg_temp.shown(cell) AS start_and_end, options, coalesce(read, "right") AS read FROM results WHERE what = 'term' AND "right" <> 'R' ORDER BY i;
SELECT cell AS refused, reason, hint FROM results WHERE what = 'term' AND "right" = 'R' ORDER BY i;
SELECT "right" IN ('N', 'R') AS not_read, count(*) AS cells, count(*) FILTER (WHERE fine IS NOT TRUE) AS wrong FROM results WHERE what = 'term' GROUP BY 1 ORDER BY 1;
SELECT cell, options, "right", read, reason FROM results WHERE what = 'term' AND fine IS NOT TRUE;
-- the messages: which of the two cannot be read; and both, where the end is before the start
SELECT state, message FROM pg_temp.attempt($$SELECT read_term('TBC', '2021-06-30')$$) UNION ALL SELECT state, message FROM pg_temp.attempt($$SELECT read_term('2020-07-01', 'TBC')$$)
UNION ALL SELECT state, message FROM pg_temp.attempt($$SELECT read_term('1/9/2018', '31/8/2018', 'DMY')$$);
-- lengths are added as core adds an interval; an end before the start is none, a start alone none
SELECT count(*) AS tried, count(*) FILTER (WHERE read_term(start::text, length) IS DISTINCT FROM daterange(start, (start + length::interval)::date)) AS wrong
FROM (SELECT date '2019-12-25' + 7 * i AS start FROM generate_series(0, 300) AS i) AS s, unnest('{1 month,3 months,11 months,1 year,2 years,1 year 1 month,1 week,90 days,1 month 1 day,P1M,P1Y2M,P2W,P1M3D,3 yrs}'::text[]) AS length;
SELECT count(*) AS tried, count(*) FILTER (WHERE read_term(a::text, b::text, strict => false) IS DISTINCT FROM CASE WHEN b >= a THEN contract_term(a, b) END) AS wrong
FROM generate_series(timestamp '2020-02-20', '2020-03-10', '1 day') AS x, generate_series(timestamp '2020-02-20', '2020-03-10', '1 day') AS y, CAST(x AS date) AS a, CAST(y AS date) AS b;
SELECT read_term('2020-07-01', 'ongoing') = contract_term('2020-07-01', NULL) AS open;

-- options: wrong ones are errors for every cell, strict or not; NULL is none but for the time zone
SELECT call, state, message, hint
FROM unnest(ARRAY[$$read_amount('5', ';')$$, $$read_amount('5', '')$$, $$read_amount('5', '..')$$, $$read_amount(NULL, 'x', false)$$, $$read_amount('5', NULL)$$, $$read_amount('5', NULL, false)$$, $$read_amount('5', strict => NULL)$$, $$read_amount('5', '٫')$$,
  $$read_date('2018-07-01', 'YDM')$$, $$read_date('2018-07-01', '')$$, $$read_date(NULL, 'ISO', NULL, false)$$, $$read_date('2018-07-01', NULL)$$, $$read_date('2018-07-01', time_zone => 'Middle/Earth')$$, $$read_date('2018-07-01', time_zone => '', strict => false)$$, $$read_date(NULL, time_zone => repeat('x', 300))$$, $$read_date('2018-07-01', strict => NULL)$$,
  $$read_date('2018-07-01', time_zone => 'NZST')$$, $$read_term('2018-07-01', '', blank_end => 'never')$$, $$read_term(NULL, NULL, blank_end => NULL)$$, $$read_term(NULL, NULL, 'DYM', strict => false)$$, $$read_term(NULL, NULL, time_zone => 'x', strict => false)$$, $$read_term(NULL, NULL, strict => NULL)$$]) WITH ORDINALITY AS u (call, i), pg_temp.attempt('SELECT ' || call) ORDER BY i;
-- a rule of POSIX, which core takes for a time zone, counts hours west of Greenwich: '12' would be half the world away from +12:00.  Names of files may look like one
SELECT zone, core IS DISTINCT FROM state AS otherwise_in_core, state
FROM unnest('{UTC+12,+12,12,-12,foo5,<NZ>-12,Middle/Earth5,nzst-12nzdt}'::text[]) WITH ORDINALITY AS u (zone, i), pg_temp.attempt(format('SELECT read_date(%L, time_zone => %L)', '2018-07-01', zone)) AS a,
     LATERAL (SELECT b.state AS core FROM pg_temp.attempt(format('SELECT now() AT TIME ZONE %L', zone)) AS b) AS c ORDER BY i;
SELECT bool_and(read_date('2018-06-30T12:30:00Z', time_zone => zone) = (timestamptz '2018-06-30T12:30:00Z' AT TIME ZONE zone)::date) AS as_core
FROM unnest('{est5edt,CST6CDT,MST7MDT,PST8PDT,GMT0,GMT+0,gmt-0,etc/gmt-12,Etc/GMT+12,pacific/auckland,UTC,GMT,Zulu,GB}'::text[]) AS zone WHERE lower(zone) IN (SELECT lower(name) FROM pg_timezone_names);
SELECT read_date('2018-07-01', time_zone => NULL) AS no_zone, read_amount('1,5', decimal_mark => ',', strict => true) AS named, read_amount(NULL) AS amount, read_currency(NULL) AS currency, read_date(NULL) AS date, read_term(NULL, NULL) AS term;
-- what an error shows of a long cell is its beginning, in whole characters
SELECT message, length(message) AS length FROM pg_temp.attempt($$SELECT read_amount(repeat('é', 1000))$$);
SELECT message FROM pg_temp.attempt($$SELECT read_date(repeat('x', 100000))$$);

-- nothing depends on settings
CREATE TEMP TABLE readings AS
SELECT i, what, read FROM results WHERE "right" NOT IN ('N', 'R');
SET datestyle = 'SQL, DMY';
SET timezone = 'America/New_York';
SET intervalstyle = 'sql_standard';
SET timezone_abbreviations = 'Australia';
SET lc_monetary = 'C';
SELECT count(*) AS read, count(*) FILTER (WHERE CASE what WHEN 'date' THEN r.read::date IS DISTINCT FROM to_date(readings.read, 'YYYY-MM-DD') WHEN 'amount' THEN r.read IS DISTINCT FROM readings.read
         ELSE replace(replace(r.read, '"', ''), ' ', '') = '' END) AS wrong FROM results AS r JOIN readings USING (i, what);
RESET datestyle;
RESET timezone;
RESET intervalstyle;
RESET timezone_abbreviations;
RESET lc_monetary;

-- long cells take time in proportion, whatever they consist of: megabytes of each are read or refused at once
SELECT c AS of, read_amount(repeat(c, n), strict => false) AS amount, read_date(repeat(c, n), strict => false) AS date, read_term(repeat(c, n), repeat(c, n), strict => false) AS term, read_currency(repeat(c, n)) AS currency
FROM unnest(ARRAY[' ', '-', '5', '1,', '1 ', 'k', '$', '(', '1-', 'on', '1 year ', 'é', E'\u00a0', '.', 'P1Y']) WITH ORDINALITY AS u (c, i), CAST(3000000 / length(c) AS int) AS n ORDER BY i;
SELECT read_amount(repeat(' ', 1000000) || '5' || repeat(E'\u00a0', 1000000)) AS amount, read_date(repeat(E'\u2009', 1000000) || '2018-07-01' || repeat(' ', 1000000)) AS date;

-- what was unreadable, and how much of the rows that is
CREATE TEMP TABLE register (id int, start text, "end" text, amount text);
INSERT INTO register VALUES (1, '1/7/2018', '30/6/2019', '$34,000.00'), (2, '1/7/2018', '36 months', 'NZ$ 12 500'), (3, '29/2/2019', '30/6/2019', '(500)'), (4, '1/7/2018', '3+1+1', 'TBC'), (5, '', '', '-'), (6, '1/7/2018', 'Ongoing', '1,23');
SELECT id, read_amount(amount, strict => false) AS amount, read_term(start, "end", 'DMY', strict => false) AS term FROM register ORDER BY id;
SELECT amount, count(*) FROM register WHERE read_amount(amount, strict => false) IS NULL AND amount !~ '^[\s-]*$' GROUP BY amount ORDER BY amount COLLATE "C";
-- they are plain functions: in indexes, generated columns, parallel plans
CREATE TABLE reading_register (cell text, amount numeric GENERATED ALWAYS AS (read_amount(cell, strict => false)) STORED);
INSERT INTO reading_register SELECT CASE WHEN i % 10 = 0 THEN 'TBC' ELSE '$' || i END FROM generate_series(1, 20000) AS i;
CREATE INDEX ON reading_register (read_amount(cell, '.', false));
ANALYZE reading_register;
SELECT count(amount) AS read, sum(amount) AS total, (SELECT sum(i) FROM generate_series(1, 20000) AS i WHERE i % 10 <> 0) AS by_hand FROM reading_register;
SELECT cell FROM reading_register WHERE read_amount(cell, '.', false) = 77;
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT sum(read_amount(cell, strict => false)) AS parallel FROM reading_register;
DROP TABLE reading_register;
