--
-- import: open contracting data and grants data as rows
--
\pset format unaligned
\pset footer off
\pset null NULL

CREATE FUNCTION pg_temp.complaint(call text, OUT state text, OUT message text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE 'SELECT count(*) FROM ' || call;
  state := 'none';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
END $$;

-- split_value: parts that add up, by cumulative rounding.  By hand: 33.33, 66.67, 100; .005 of 0.01 is .01 and the rest 0
SELECT split_value(100.00, '{1,1,1}') = '{33.33,33.34,33.33}' AS thirds, split_value(100, '{1,1,1}')::text = '{33.33,33.34,33.33}' AS cents_at_least, split_value(0.01, '{1,1}')::text = '{0.01,0.00}' AS a_cent,
       split_value(-100, '{1,1,1}')::text = '{-33.33,-33.34,-33.33}' AS negative, split_value(1.0000, '{1,2}')::text = '{0.3333,0.6667}' AS own_places, split_value(7, '{5}')::text = '{7.00}' AS one,
       split_value(90, '{0,0.5,0,0.25,0}')::text = '{0.00,60.00,0.00,30.00,0.00}' AS nothing_for_0, split_value(0, '{1,1}')::text = '{0.00,0.00}' AS of_nothing,
       split_value(1e30, '{1,3}')::text = '{250000000000000000000000000000.00,750000000000000000000000000000.00}' AS large, split_value('1e-20', '{1,1}')::text = '{0.00000000000000000001,0.00000000000000000000}' AS small,
       split_value(NULL, '{1}') IS NULL AND split_value(1, NULL) IS NULL AS strict;
-- whatever value and shares: as many parts, the sum is the value, each is within a cent of its share, equal to SQL's round() of the sums so far
SELECT count(*) AS splits, bool_and(cardinality(parts) = cardinality(shares)) AS as_many, bool_and((SELECT sum(p) FROM unnest(parts) AS p) = value) AS add_up,
       bool_and((SELECT bool_and(so_far = round(value * shared / whole, 2) AND abs(p - value * s / whole) < 0.01)
                 FROM (SELECT p, s, sum(p) OVER w AS so_far, sum(s) OVER w AS shared, sum(s) OVER () AS whole
                       FROM unnest(parts, shares) WITH ORDINALITY AS u (p, s, i) WINDOW w AS (ORDER BY i)) AS x)) AS as_sql
FROM (SELECT i, ((hashint4(i) % 1000000)::numeric / 100)::numeric(12, 2) AS value,
             ARRAY(SELECT (abs(hashint4(i * 7 + j)::bigint) % 1000)::numeric / (ARRAY[1, 10, 1000])[1 + i % 3] + (j = 1)::int FROM generate_series(1, 1 + i % 9) AS j) AS shares FROM generate_series(1, 1000) AS i) AS v,
     split_value(value, shares) AS parts;
SELECT call, c.* FROM unnest(ARRAY['''{}''', '''{1,-1}''', '''{1,NULL}''', '''{1,NaN}''', '''{Infinity}''', '''{0,0}''', '''{{1,2}}''']) WITH ORDINALITY AS u (call, i), pg_temp.complaint('split_value(1, ' || call || ')') AS c ORDER BY i;
SELECT state FROM unnest('{NaN,Infinity}'::text[]) AS value, pg_temp.complaint(format('split_value(%L, ''{1}'')', value));

-- Releases.  A row is written as contract, award, agency, provider, suppliers, value, currency, term and status, what is NULL as a hyphen.
CREATE FUNCTION pg_temp.rows(document jsonb, zone text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(concat_ws(' ', coalesce(contract_id, '-'), coalesce(award_id, '-'), coalesce(agency, '-'), coalesce(provider, '-'), suppliers, coalesce(value::text, '-'), coalesce(currency, '-'),
                              coalesce(term::text, '-'), coalesce(status, '-')), '; ' ORDER BY i)
  FROM ocds_contracts(document, zone) WITH ORDINALITY AS r (ocid, release_id, release_date, contract_id, award_id, agency_id, agency, provider_id, provider, suppliers, value, currency, award_date, date_signed, term, method, category, status, unread, i)
$$;
-- an award of 100 to Ana from July 2020 to June 2021, with other members; and a release with it, or with other members
CREATE FUNCTION pg_temp.award(members jsonb DEFAULT '{}') RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT '{"id": "a", "status": "active", "suppliers": [{"id": "x", "name": "Ana"}], "value": {"amount": 100, "currency": "NZD"}, "contractPeriod": {"startDate": "2020-07-01", "endDate": "2021-06-30"}}' || members
$$;
CREATE FUNCTION pg_temp.release(members jsonb DEFAULT '{}') RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object('ocid', 'o', 'id', '1', 'date', '2020-06-01T10:00:00Z', 'buyer', '{"id": "b", "name": "Agency"}'::jsonb, 'awards', jsonb_build_array(pg_temp.award())) || members
$$;
CREATE FUNCTION pg_temp.of_award(members jsonb, more jsonb DEFAULT '{}') RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$ SELECT pg_temp.release(jsonb_build_object('awards', jsonb_build_array(pg_temp.award(members))) || more) $$;
CREATE FUNCTION pg_temp.of_contract(members jsonb, more jsonb DEFAULT '{}') RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$ SELECT pg_temp.release(jsonb_build_object('contracts', jsonb_build_array('{"id": "k", "awardID": "a"}' || members)) || more) $$;
CREATE TEMP TABLE reading (what text, document jsonb, rows text);
INSERT INTO reading VALUES
  ('an award', pg_temp.release(), '- a Agency Ana 1 100 NZD [2020-07-01,2021-07-01) active'),
  ('a contract', pg_temp.of_contract('{"value": {"amount": 90, "currency": "AUD"}, "period": {"startDate": "2020-08-01", "endDate": "2020-08-01"}, "status": "terminated"}'), 'k a Agency Ana 1 90 AUD [2020-08-01,2020-08-02) terminated'),
  ('a contract that says nothing has what its award says', pg_temp.of_contract('{}'), 'k a Agency Ana 1 100 NZD [2020-07-01,2021-07-01) active'),
  ('no award, no contract', pg_temp.release('{"awards": null, "tender": {"value": {"amount": 9}, "items": [{"quantity": 1}]}}'), NULL),
  -- value
  ('two contracts of an award have no value of their own', pg_temp.release('{"contracts": [{"id": "k", "awardID": "a"}, {"id": "l", "awardID": "a", "value": {"amount": 30, "currency": "NZD"}}]}'),
   'k a Agency Ana 1 - - [2020-07-01,2021-07-01) active; l a Agency Ana 1 30 NZD [2020-07-01,2021-07-01) active'),
  ('0 is a value', pg_temp.of_contract('{"value": {"amount": 0, "currency": "NZD"}}'), 'k a Agency Ana 1 0 NZD [2020-07-01,2021-07-01) active'),
  ('no amount', pg_temp.of_award('{"value": {"currency": "NZD"}}'), '- a Agency Ana 1 - NZD [2020-07-01,2021-07-01) active'),
  ('no value', pg_temp.of_award('{"value": null}', '{"tender": {"value": {"amount": 7, "currency": "NZD"}}}'), '- a Agency Ana 1 - - [2020-07-01,2021-07-01) active'),
  ('no amount of the contract', pg_temp.of_contract('{"value": {"currency": "AUD"}}'), 'k a Agency Ana 1 100 NZD [2020-07-01,2021-07-01) active'),
  ('a currency without an amount is none of this contract''s value', pg_temp.release('{"contracts": [{"id": "k", "awardID": "a", "value": {"currency": "AUD"}}, {"id": "l", "awardID": "a"}]}'),
   'k a Agency Ana 1 - - [2020-07-01,2021-07-01) active; l a Agency Ana 1 - - [2020-07-01,2021-07-01) active'),
  ('no currency', pg_temp.of_award('{"value": {"amount": 5}}'), '- a Agency Ana 1 5 - [2020-07-01,2021-07-01) active'),
  ('a currency is of the same object', pg_temp.of_contract('{"value": {"amount": 5}}'), 'k a Agency Ana 1 5 - [2020-07-01,2021-07-01) active'),
  ('an amount as a string', pg_temp.of_award('{"value": {"amount": "1250.50", "currency": "NZD"}}'), '- a Agency Ana 1 1250.50 NZD [2020-07-01,2021-07-01) active'),
  ('an amount as a string with an exponent', pg_temp.of_award('{"value": {"amount": " 1.5e3 ", "currency": "NZD"}}'), '- a Agency Ana 1 1500 NZD [2020-07-01,2021-07-01) active'),
  ('a negative amount', pg_temp.of_award('{"value": {"amount": -12.5, "currency": "NZD"}}'), '- a Agency Ana 1 -12.5 NZD [2020-07-01,2021-07-01) active'),
  -- suppliers
  ('several suppliers share a value', pg_temp.of_award('{"suppliers": [{"id": "x", "name": "Ana"}, {"id": "y", "name": "Bo"}, {"id": "z", "name": "Cy"}]}'),
   '- a Agency Ana 3 33.33 NZD [2020-07-01,2021-07-01) active; - a Agency Bo 3 33.34 NZD [2020-07-01,2021-07-01) active; - a Agency Cy 3 33.33 NZD [2020-07-01,2021-07-01) active'),
  ('so do those of a contract', pg_temp.of_contract('{"value": {"amount": 0.01}}', jsonb_build_object('awards', jsonb_build_array(pg_temp.award('{"suppliers": [{"id": "x", "name": "Ana"}, {"id": "y", "name": "Bo"}]}')))),
   'k a Agency Ana 2 0.01 - [2020-07-01,2021-07-01) active; k a Agency Bo 2 0.00 - [2020-07-01,2021-07-01) active'),
  ('the same supplier twice', pg_temp.of_award('{"suppliers": [{"id": 7, "name": "Ana"}, {"id": "7", "name": "ANA"}, {"id": "y", "name": "Bo"}, null, {"id": "y"}]}'),
   '- a Agency Ana 2 50.00 NZD [2020-07-01,2021-07-01) active; - a Agency Bo 2 50.00 NZD [2020-07-01,2021-07-01) active'),
  ('suppliers without identifiers', pg_temp.of_award('{"suppliers": [{"name": "Ana"}, {"name": "Bo"}]}'), '- a Agency Ana 2 50.00 NZD [2020-07-01,2021-07-01) active; - a Agency Bo 2 50.00 NZD [2020-07-01,2021-07-01) active'),
  ('no supplier', pg_temp.of_award('{"suppliers": [], "status": "unsuccessful"}'), '- a Agency - 0 100 NZD [2020-07-01,2021-07-01) unsuccessful'),
  ('a supplier''s name in parties', pg_temp.of_award('{"suppliers": [{"id": 5}]}', '{"parties": [{"id": "5", "name": "Dee"}]}'), '- a Agency Dee 1 100 NZD [2020-07-01,2021-07-01) active'),
  -- which contract is whose
  ('numbers are identifiers as text', pg_temp.of_award('{"id": 7}', '{"contracts": [{"id": 9, "awardID": "7"}]}'), '9 7 Agency Ana 1 100 NZD [2020-07-01,2021-07-01) active'),
  ('several awards, the second with a contract', pg_temp.release(jsonb_build_object('awards', jsonb_build_array(pg_temp.award(), pg_temp.award('{"id": "c", "suppliers": [{"name": "Bo"}]}')), 'contracts', '[{"id": "k", "awardID": "c"}]'::jsonb)),
   'k c Agency Bo 1 100 NZD [2020-07-01,2021-07-01) active; - a Agency Ana 1 100 NZD [2020-07-01,2021-07-01) active'),
  ('an award that is not in the document', pg_temp.of_contract('{"awardID": "elsewhere", "value": {"amount": 3, "currency": "NZD"}}', '{"awards": []}'), 'k elsewhere Agency - 0 3 NZD - -'),
  ('no award is named', pg_temp.of_contract('{"awardID": null, "value": {"amount": 3}}', '{"awards": []}'), 'k - Agency - 0 3 - - -'),
  ('no money twice where an award is', pg_temp.of_contract('{"value": {"amount": 60}}', jsonb_build_object('awards', jsonb_build_array(pg_temp.award(), pg_temp.award()))), 'k a Agency Ana 1 60 - [2020-07-01,2021-07-01) active'),
  -- term
  ('days', pg_temp.of_award('{"contractPeriod": {"startDate": "2020-07-01T00:00:00Z", "durationInDays": 365}}'), '- a Agency Ana 1 100 NZD [2020-07-01,2021-07-01) active'),
  ('the end wins over days', pg_temp.of_award('{"contractPeriod": {"startDate": "2020-07-01", "endDate": "2020-12-31", "durationInDays": 9}}'), '- a Agency Ana 1 100 NZD [2020-07-01,2021-01-01) active'),
  ('a day as it is written', pg_temp.of_award('{"contractPeriod": {"startDate": "2020-07-01T00:00:00+12:00", "endDate": "2021-06-30T12:30:00.5-0330"}}'), '- a Agency Ana 1 100 NZD [2020-07-01,2021-07-01) active'),
  ('neither the longest nor the signature', pg_temp.of_contract('{"dateSigned": "2020-01-01", "period": {"startDate": "2020-07-01", "maxExtentDate": "2030-01-01"}}', jsonb_build_object('awards', '[]'::jsonb)), 'k a Agency - 0 - - - -'),
  ('a start alone is not for ever', pg_temp.of_award('{"contractPeriod": {"startDate": "2020-07-01"}}'), '- a Agency Ana 1 100 NZD - active'),
  ('an end alone', pg_temp.of_award('{"contractPeriod": {"endDate": "2020-07-01"}}'), '- a Agency Ana 1 100 NZD - active'),
  ('no half of each of two periods', pg_temp.of_award('{"contractPeriod": {"startDate": "2019-01-01"}}', '{"tender": {"contractPeriod": {"startDate": "2020-08-01", "endDate": "2021-06-30"}}}'), '- a Agency Ana 1 100 NZD [2020-08-01,2021-07-01) active'),
  ('an end before the start', pg_temp.of_award('{"contractPeriod": {"startDate": "2020-07-01", "endDate": "2020-06-30"}}', '{"tender": {"contractPeriod": {"startDate": "2020-08-01", "endDate": "2021-06-30"}}}'), '- a Agency Ana 1 100 NZD - active'),
  ('one day', pg_temp.of_award('{"contractPeriod": {"startDate": "2020-02-29", "endDate": "2020-02-29"}}'), '- a Agency Ana 1 100 NZD [2020-02-29,2020-03-01) active'),
  ('the period of the only lot', pg_temp.of_award('{"contractPeriod": null, "relatedLots": [2, "2"]}', '{"tender": {"lots": [{"id": 1, "contractPeriod": {"startDate": "2019-01-01", "endDate": "2019-12-31"}},
    {"id": 2, "contractPeriod": {"startDate": "2022-01-01", "endDate": "2022-12-31"}}], "contractPeriod": {"startDate": "2020-08-01", "endDate": "2021-06-30"}}}'), '- a Agency Ana 1 100 NZD [2022-01-01,2023-01-01) active'),
  ('of several lots none', pg_temp.of_award('{"contractPeriod": null, "relatedLots": [1, 2]}', '{"tender": {"lots": [{"id": 1, "contractPeriod": {"startDate": "2019-01-01", "endDate": "2019-12-31"}}, {"id": 2}],
    "contractPeriod": {"startDate": "2020-08-01", "endDate": "2021-06-30"}}}'), '- a Agency Ana 1 100 NZD [2020-08-01,2021-07-01) active'),
  ('the contract''s period comes first', pg_temp.of_contract('{"period": {"startDate": "2023-01-01", "durationInDays": 1}}'), 'k a Agency Ana 1 100 NZD [2023-01-01,2023-01-02) active'),
  ('a contract without award has the tender''s', pg_temp.of_contract('{"awardID": "z"}', '{"awards": [], "tender": {"contractPeriod": {"startDate": "2020-08-01", "durationInDays": 2}}}'), 'k z Agency - 0 - - [2020-08-01,2020-08-03) -'),
  ('nor is 2999', pg_temp.of_award('{"contractPeriod": {"startDate": "2020-07-01", "endDate": "2999-12-31T00:00:00Z"}}'), '- a Agency Ana 1 100 NZD [2020-07-01,) active'),
  ('the year 9999 is no end', pg_temp.of_award('{"contractPeriod": {"startDate": "2020-07-01", "endDate": "9999-12-31"}}'), '- a Agency Ana 1 100 NZD [2020-07-01,) active'),
  -- who buys
  ('the only party that buys', pg_temp.release('{"buyer": {}, "parties": [{"id": 1, "name": "One", "roles": ["supplier"]}, {"id": 2, "name": "Two", "roles": ["payer", "buyer"]}]}'), '- a Two Ana 1 100 NZD [2020-07-01,2021-07-01) active'),
  ('two buy: who procures', pg_temp.release('{"buyer": null, "parties": [{"id": 1, "name": "One", "roles": ["buyer"]}, {"id": 2, "name": "Two", "roles": ["buyer"]}, {"id": 3, "name": "Three"}], "tender": {"procuringEntity": {"id": 3}}}'), '- a Three Ana 1 100 NZD [2020-07-01,2021-07-01) active'),
  ('the only party that procures', pg_temp.release('{"buyer": null, "parties": [{"id": 1, "name": "One", "roles": ["procuringEntity"]}]}'), '- a One Ana 1 100 NZD [2020-07-01,2021-07-01) active'),
  ('nobody', pg_temp.release('{"buyer": null, "parties": [{"id": 1, "name": "One", "roles": ["procuringEntity"]}, {"id": 2, "name": "Two", "roles": ["procuringEntity"]}]}'), '- a - Ana 1 100 NZD [2020-07-01,2021-07-01) active'),
  -- status
  ('the contract''s status', pg_temp.of_contract('{"status": "cancelled"}'), 'k a Agency Ana 1 100 NZD [2020-07-01,2021-07-01) cancelled'),
  ('the final status', pg_temp.of_contract('{"finalStatus": "terminated"}'), 'k a Agency Ana 1 100 NZD [2020-07-01,2021-07-01) terminated'),
  ('a blank one is none', pg_temp.of_contract('{"status": " "}'), 'k a Agency Ana 1 100 NZD [2020-07-01,2021-07-01) active'),
  -- shapes
  ('a package', jsonb_build_object('uri', 'u', 'releases', jsonb_build_array(pg_temp.release(), NULL, pg_temp.of_award('{"id": "c"}'))), '- a Agency Ana 1 100 NZD [2020-07-01,2021-07-01) active; - c Agency Ana 1 100 NZD [2020-07-01,2021-07-01) active'),
  ('an empty package', '{"releases": []}', NULL), ('a package without releases', '{"releases": null}', NULL), ('a package of records without any', '{"records": null}', NULL), ('neither', '{"records": null, "releases": null}', NULL),
  ('null is not there, and hides nothing', jsonb_build_array(jsonb_build_object('records', NULL, 'releases', jsonb_build_array(pg_temp.release())), jsonb_build_object('releases', NULL, 'records', jsonb_build_array(pg_temp.release('{"releases": null, "records": null, "compiledRelease": null, "versionedRelease": null}')))),
   '- a Agency Ana 1 100 NZD [2020-07-01,2021-07-01) active'),
  ('so does a release', pg_temp.release('{"releases": null, "records": null, "compiledRelease": null, "versionedRelease": null}'), '- a Agency Ana 1 100 NZD [2020-07-01,2021-07-01) active'), ('nothing', 'null', NULL), ('an empty array', '[]', NULL),
  ('a record: its compiled release alone', jsonb_build_object('ocid', 'o', 'releases', jsonb_build_array(pg_temp.release()), 'compiledRelease', pg_temp.of_award('{"id": "c"}')), '- c Agency Ana 1 100 NZD [2020-07-01,2021-07-01) active'),
  ('a record: releases that lie in it', jsonb_build_object('ocid', 'o', 'releases', jsonb_build_array('{"url": "u", "date": "2020-01-01"}'::jsonb, pg_temp.release() - 'ocid')), '- a Agency Ana 1 100 NZD [2020-07-01,2021-07-01) active'),
  ('a record: a release with an address that lies in it, too', jsonb_build_object('ocid', 'o', 'releases', jsonb_build_array(pg_temp.release('{"url": "u"}'))), '- a Agency Ana 1 100 NZD [2020-07-01,2021-07-01) active'),
  ('an empty record', '{"ocid": "o", "releases": []}', NULL),
  ('a package of records', jsonb_build_object('records', jsonb_build_array(jsonb_build_object('ocid', 'p', 'compiledRelease', pg_temp.release() - 'ocid'))), '- a Agency Ana 1 100 NZD [2020-07-01,2021-07-01) active'),
  ('an array of all these', jsonb_build_array(pg_temp.release(), jsonb_build_object('releases', jsonb_build_array(pg_temp.of_award('{"id": "c"}'))), NULL, jsonb_build_object('ocid', 'o', 'compiledRelease', pg_temp.of_award('{"id": "d"}'))),
   '- a Agency Ana 1 100 NZD [2020-07-01,2021-07-01) active; - c Agency Ana 1 100 NZD [2020-07-01,2021-07-01) active; - d Agency Ana 1 100 NZD [2020-07-01,2021-07-01) active'),
  ('only an ocid is needed', '{"ocid": 5, "awards": [{}, null], "contracts": [{}]}', '- - - - 0 - - - -; - - - - 0 - - - -');
SELECT what, pg_temp.rows(document) AS got, rows AS expected FROM reading WHERE pg_temp.rows(document) IS DISTINCT FROM rows;
SELECT count(*) AS documents FROM reading;

-- the other columns.  Identifiers of organisations are those of their register, and never the document's own
SELECT ocid, release_id, release_date = '2020-06-01 10:00+00' AS dated, agency_id, agency, provider_id, provider, method, category, unread
FROM ocds_contracts(pg_temp.of_award('{"suppliers": [{"id": "x"}, {"id": "y", "name": "Bo"}, {"id": "GB-COH-1", "name": "Cy"}]}', '{"buyer": {"id": 1}, "tender": {"procurementMethod": "open", "mainProcurementCategory": "services"}, "parties": [
  {"id": "1", "name": "Agency", "identifier": {"scheme": "NZ-NZBN", "id": "9429046393920"}}, {"id": "x", "name": "Ana", "identifier": {"scheme": "GB-COH", "id": 123}}, {"id": "x", "name": "another"}, {"id": "y", "identifier": {"id": "2", "legalName": "Bo"}}]}'));
-- a date without an offset is in the zone, or else Greenwich's
SELECT release_date = '2020-06-30 12:00+00' AS in_zone FROM ocds_contracts(pg_temp.release('{"date": "2020-07-01"}'), 'Pacific/Auckland');
SELECT release_date = '2020-07-01 00:00+00' AS without FROM ocds_contracts(pg_temp.release('{"date": "2020-07-01"}'));

-- The days of an award and of the contract's signature, in every row of theirs.  A row is written as contract, award, the two days, what is unread.
CREATE TEMP TABLE dated (what text, document jsonb, zone text, rows text);
INSERT INTO dated VALUES
  ('an award', pg_temp.of_award('{"date": "2020-05-20", "dateSigned": "2020-05-21"}'), NULL, '- a 2020-05-20 - {}'),
  ('a contract has its award''s, too', pg_temp.of_contract('{"dateSigned": "2020-06-11"}', jsonb_build_object('awards', jsonb_build_array(pg_temp.award('{"date": "2020-05-20"}')))), NULL, 'k a 2020-05-20 2020-06-11 {}'),
  ('two contracts of an award', pg_temp.of_award('{"date": "2020-05-20"}', '{"contracts": [{"id": "k", "awardID": "a", "dateSigned": "2020-06-11"}, {"id": "l", "awardID": "a"}]}'), NULL, 'k a 2020-05-20 2020-06-11 {}; l a 2020-05-20 - {}'),
  ('two suppliers', pg_temp.of_award('{"date": "2020-05-20", "suppliers": [{"name": "Ana"}, {"name": "Bo"}]}'), NULL, '- a 2020-05-20 - {}; - a 2020-05-20 - {}'),
  ('an award that is not in the document', pg_temp.of_contract('{"awardID": "z", "date": "2020-06-10", "dateSigned": "2020-06-11"}', '{"awards": []}'), NULL, 'k z - 2020-06-11 {}'),
  ('no award is named', pg_temp.of_award('{"date": "2020-05-20"}', '{"contracts": [{"id": "k", "dateSigned": "2020-06-11"}]}'), NULL, 'k - - 2020-06-11 {}; - a 2020-05-20 - {}'),
  ('neither: not the release''s, nor a period''s', pg_temp.of_contract('{}'), NULL, 'k a - - {}'),
  ('null and blank', pg_temp.of_contract('{"dateSigned": " "}', '{"awards": [{"id": "a", "date": null}]}'), NULL, 'k a - - {}'),
  ('what cannot be read', pg_temp.of_contract('{"dateSigned": 20200611}', '{"awards": [{"id": "a", "date": "2020-05"}]}'), NULL, 'k a - - {awards[0].date,contracts[0].dateSigned}'),
  ('is said in its rows', jsonb_build_object('releases', jsonb_build_array(NULL, pg_temp.release('{"awards": [{"id": "a", "date": "0001-01-01T00:00:00Z"}, {"id": "c"}], "contracts": [{"id": "k", "dateSigned": "soon"}]}'))), NULL,
   'k - - - {releases[1].contracts[0].dateSigned}; - a - - {releases[1].awards[0].date}; - c - - {}'),
  ('as written, whatever hour and offset', pg_temp.of_contract('{"dateSigned": "2020-06-10T12:00:00Z"}', '{"awards": [{"id": "a", "date": "2020-01-10T23:30:00-11:00"}]}'), NULL, 'k a 2020-01-10 2020-06-10 {}'),
  -- 2020-06-11 00:00 in Auckland, which is 12 hours ahead, and 2020-01-11 23:30 there, 13 hours ahead of 10:30
  ('there', pg_temp.of_contract('{"dateSigned": "2020-06-10T12:00:00Z"}', '{"awards": [{"id": "a", "date": "2020-01-10T23:30:00-11:00"}]}'), 'Pacific/Auckland', 'k a 2020-01-11 2020-06-11 {}'),
  ('a day is no moment', pg_temp.of_contract('{"dateSigned": "2020-06-10T23:59:59Z"}', '{"awards": [{"id": "a", "date": "2020-01-10T00:00:00Z"}]}'), 'Pacific/Auckland', 'k a 2020-01-10 2020-06-10 {}'),
  ('nor is a time without an offset', pg_temp.of_contract('{"dateSigned": "2020-06-10 22:00"}', '{"awards": [{"id": "a", "date": "20200110"}]}'), 'Pacific/Auckland', 'k a 2020-01-10 2020-06-10 {}');
SELECT what, got, rows AS expected
FROM dated, LATERAL (SELECT string_agg(concat_ws(' ', coalesce(contract_id, '-'), coalesce(award_id, '-'), coalesce(award_date::text, '-'), coalesce(date_signed::text, '-'), unread), '; ' ORDER BY i) AS got
  FROM ocds_contracts(document, zone) WITH ORDINALITY AS r (ocid, release_id, release_date, contract_id, award_id, agency_id, agency, provider_id, provider, suppliers, value, currency, award_date, date_signed, term, method, category, status, unread, i)) AS x
WHERE got IS DISTINCT FROM rows;
SELECT count(*) AS documents FROM dated;

-- Days in a time zone: midnight and the last minute are theirs wherever, any other time is converted.  Auckland is 12 hours ahead in July, 13 in January.
SELECT start, "end", term, term::text = expected AS as_expected
FROM (VALUES ('2020-07-01T00:00:00+12:00', '2021-06-30T23:59:59+12:00', '[2020-07-01,2021-07-01)'), ('2020-07-01T00:00:00Z', '2021-06-30T23:59Z', '[2020-07-01,2021-07-01)'),
             ('2020-06-30T12:00:00Z', '2021-06-30T11:59:58Z', '[2020-07-01,2021-07-01)'), ('2020-06-30T11:59:59Z', '2021-06-30T12:00:00Z', '[2020-06-30,2021-07-02)'),
             ('2020-01-01T11:00:00Z', '2020-01-31T10:59:00Z', '[2020-01-02,2020-02-01)'), ('2020-07-01T09:00:00', '2021-06-30T22:00', '[2020-07-01,2021-07-01)'),
             ('2020-07-01', '2021-06-30T24:00:00Z', '[2020-07-01,2021-07-01)'), ('2020-07-01T00:00:00.000Z', '2021-06-30T23:59:59.999Z', '[2020-07-01,2021-07-01)')) AS d (start, "end", expected),
     ocds_contracts(pg_temp.of_award(jsonb_build_object('contractPeriod', jsonb_build_object('startDate', start, 'endDate', "end"))), 'Pacific/Auckland') ORDER BY start, "end";
-- so does core
SELECT count(*) AS times, bool_and((lower(term), award_date, date_signed) = (day, day, day)) AS as_core
FROM generate_series(timestamp '2020-03-01 00:17', '2020-04-01', '7 hours 13 minutes') AS t, to_char(t, 'YYYY-MM-DD"T"HH24:MI:SS"+05:30"') AS at,
     CAST(at::timestamptz AT TIME ZONE 'America/New_York' AS date) AS day,
     ocds_contracts(pg_temp.of_award(jsonb_build_object('date', at), jsonb_build_object('contracts', jsonb_build_array(jsonb_build_object('awardID', 'a', 'dateSigned', at, 'period', jsonb_build_object('startDate', at, 'durationInDays', 1))))), 'America/New_York')
WHERE to_char(t, 'HH24:MI') NOT IN ('00:00', '23:59');
-- a zone is what read_date() takes: a full name, which no setting changes, and no rule of POSIX
SELECT call, c.* FROM unnest('{Nowhere/Atlantis,"",NZST,UTC+12}'::text[]) AS zone, unnest('{"ocds_contracts(''null'', %L)","threesixtygiving_grants(''null'', ''DMY'', %L)"}'::text[]) AS reader,
     format(reader, zone) AS call, pg_temp.complaint(call) AS c ORDER BY reader, zone COLLATE "C";
-- moments as core has them, at both ends of summer time too, with an offset or in a zone
SELECT zone IS NOT NULL AS in_zone, count(*) AS moments, bool_and(release_date = CASE WHEN zone IS NULL THEN at::timestamptz ELSE at::timestamp AT TIME ZONE zone END) AS as_core
FROM generate_series(timestamp '2020-09-26 00:00:17.5', '2021-04-05', '47 minutes 11.000123 seconds') AS t, (VALUES (NULL, '-03:30'), ('Pacific/Auckland', ''), ('America/New_York', '')) AS z (zone, "offset"),
     to_char(t, 'YYYY-MM-DD"T"HH24:MI:SS.US') AS written, concat(written, "offset") AS at, ocds_contracts(pg_temp.release(jsonb_build_object('date', at)), zone) GROUP BY 1 ORDER BY 1;

-- Leaves that cannot be read are NULL, and said.  Dates: which are none
SELECT written, term IS NULL AND unread = '{awards[0].contractPeriod.endDate}' AS refused
FROM unnest('{soon,2021,2021-06,2021-06-31,2021-02-29,2021-13-01,0000-00-00,0000-01-01,30/06/2021,06-30-2021,2021-06-30T,2021-06-30T25:00:00Z,2021-06-30T12:60Z,2021-06-30T24:00:01Z,2021-06-30T12:00:00+99:00,0001-01-01T00:00:00Z,1799-12-31,2021-06-30T12:00:00+1,2021-06-30 to 2022-06-30,2021-W26-3,2021-181,J2458849,now,infinity,21-06-30,20210,2021-6-3-0,2021/06-30}'::text[])
  WITH ORDINALITY AS u (written, i), ocds_contracts(pg_temp.of_award(jsonb_build_object('contractPeriod', jsonb_build_object('startDate', '2020-07-01', 'endDate', written)))) ORDER BY i;
-- and which are
SELECT written, term = '[2020-07-01,2021-06-30]' AND unread = '{}' AS read
FROM unnest('{2021-06-30,20210630,2021/06/30,2021.6.30,2021-06-30T11:22:33Z,2021-06-30t11:22:33z,2021-06-30 11:22,2021-06-30T11:22:33.123456789+1200,"2021-06-30T11:22:60,5-03:30", 2021-06-30 ,2021-06-30T11:22+12,30 June 2021,"Wednesday, June 30th, 2021",30-Jun-21,2021-06-30Z}'::text[])
  WITH ORDINALITY AS u (written, i), ocds_contracts(pg_temp.of_award(jsonb_build_object('contractPeriod', jsonb_build_object('startDate', '2020-07-01', 'endDate', written)))) ORDER BY i;
-- amounts
SELECT amount, value, unread FROM unnest('{"\"1,000\"","\"$5\"","\"NaN\"","\"0x1F\"","\"1_000\"","\"+5\"","\".5\"","\"5.\"","\"05\"","\"1e999\"","\"1e99\"",1e40,"true","[1]","{}","\"\"","\"-\"",null,"\"-5e-1\"","\"0\"","17014118346046923173168730371"}'::text[]) WITH ORDINALITY AS u (amount, i),
     ocds_contracts(pg_temp.of_award(jsonb_build_object('value', jsonb_build_object('amount', amount::jsonb)))) ORDER BY i;
-- durations: whole days, at least one
SELECT days, term, unread FROM unnest('{0,-1,1.5,"\"90\"","\"90 days\"",1,365250,365251,1e30}'::text[]) WITH ORDINALITY AS u (days, i),
     ocds_contracts(pg_temp.of_award(jsonb_build_object('contractPeriod', jsonb_build_object('startDate', '2020-07-01', 'durationInDays', days::jsonb)))) ORDER BY i;
-- everything else; only what the row wanted is said, in its order
SELECT ocid, release_id, release_date, contract_id, award_id, agency_id, agency, provider_id, provider, suppliers, value, currency, award_date, date_signed, term, method, category, status, unread
FROM ocds_contracts('{"releases": [{"ocid": "o", "id": [], "date": "yesterday", "buyer": {"id": true, "name": {}}, "parties": [{"id": "x", "name": false, "identifier": {"scheme": [], "id": "1"}}], "tender": {"procurementMethod": [1], "mainProcurementCategory": {}},
  "awards": [{"id": {}, "date": "May", "status": [], "suppliers": [{"id": "x", "name": []}], "value": {"amount": "much", "currency": {}}, "contractPeriod": {"startDate": 20200701, "endDate": "2021"}}],
  "contracts": [{"id": false, "awardID": [], "dateSigned": {}, "value": {"amount": {}}, "period": {"startDate": "2020-07-01", "endDate": 2, "durationInDays": "x"}}]}]}');

-- Containers of another type are errors that name the path
CREATE TEMP TABLE malformed (document jsonb, path text);
INSERT INTO malformed
SELECT jsonb_set(pg_temp.of_contract('{}', '{"tender": {"lots": [{}]}, "parties": [{"id": "b"}]}'), up || ARRAY[member], bad),
       regexp_replace(array_to_string(up || ARRAY[member], '.'), '\.(\d+)', '[\1]', 'g')
FROM (VALUES ('{}'::text[], 'awards'), ('{}', 'contracts'), ('{}', 'parties'), ('{}', 'buyer'), ('{}', 'tender'), ('{awards}', '0'), ('{awards,0}', 'suppliers'), ('{awards,0}', 'value'), ('{awards,0}', 'contractPeriod'), ('{awards,0}', 'relatedLots'),
             ('{awards,0,suppliers}', '0'), ('{contracts}', '0'), ('{contracts,0}', 'value'), ('{contracts,0}', 'period'), ('{parties}', '0'), ('{parties,0}', 'identifier'), ('{tender}', 'lots'), ('{tender}', 'contractPeriod'), ('{tender,lots}', '0'), ('{tender,lots,0}', 'contractPeriod')) AS m (up, member),
     unnest('{"\"x\"",5,true}'::jsonb[]) AS bad;
INSERT INTO malformed
SELECT CASE WHEN place ~ 'array' THEN jsonb_build_array(NULL, package) ELSE package END, CASE WHEN place ~ 'array' THEN '[1].' ELSE '' END || path
FROM (VALUES ('{"releases": 5}'::jsonb, 'releases'), ('{"releases": {}}', 'releases'), ('{"records": "x"}', 'records'), ('{"releases": [null, 7]}', 'releases[1]'), ('{"records": [[]]}', 'records[0]'), ('{"ocid": "o", "compiledRelease": []}', 'compiledRelease'),
             ('{"ocid": "o", "releases": "x"}', 'releases'), ('{"releases": [{"ocid": "o"}, {"ocid": "o", "awards": [{}, {}, {"suppliers": {}}]}]}', 'releases[1].awards[2].suppliers')) AS p (package, path),
     unnest('{alone,in array}'::text[]) AS place;
SELECT count(*) AS malformed, count(*) FILTER (WHERE state <> '22023' OR message !~ ('^' || regexp_replace(path, '([][])', '\\\1', 'g') || ' must be an (object|array), not (an? (string|number|object|array)|true or false)$') OR coalesce(hint, '') = '') AS otherwise
FROM malformed, pg_temp.complaint(format('ocds_contracts(%L)', document));
SELECT document, c.* FROM unnest(ARRAY['{}', '[{}]', '5', '"x"', '[[]]', '{"awards": []}', '{"ocid": " "}', '{"ocid": true}', '{"releases": [{}]}', '{"records": [{"ocid": "o", "releases": [{"url": "u"}]}]}', '{"ocid": "o", "versionedRelease": {}}',
  '{"releases": [], "records": []}', '{"buyer": "x", "ocid": "o"}', '{"ocid": "o", "parties": [{"roles": "buyer"}]}', '{"ocid": "o", "parties": [{"roles": [{}]}]}']) WITH ORDINALITY AS u (document, i), pg_temp.complaint(format('ocds_contracts(%L)', document)) AS c ORDER BY i;
SELECT count(*) AS none FROM ocds_contracts(NULL);
-- deep and large
SELECT state FROM pg_temp.complaint($$ocds_contracts((repeat('[', 3000) || repeat(']', 3000))::jsonb)$$);
SELECT count(*) AS rows FROM ocds_contracts(pg_temp.release(jsonb_build_object('planning', (repeat('[', 3000) || repeat(']', 3000))::jsonb)));
SELECT count(*) AS rows, count(DISTINCT provider_id) AS providers, sum(value) AS value, bool_and(provider_id = 'S-' || contract_id) AS own
FROM (SELECT jsonb_agg(jsonb_build_object('id', i, 'name', 'n', 'identifier', jsonb_build_object('scheme', 'S', 'id', i))) AS parties, jsonb_agg(jsonb_build_object('id', i, 'suppliers', jsonb_build_array(jsonb_build_object('id', i)), 'value', jsonb_build_object('amount', i))) AS awards,
             jsonb_agg(jsonb_build_object('id', i, 'awardID', i) ORDER BY -i) AS contracts FROM generate_series(1, 20000) AS i) AS l, ocds_contracts(jsonb_build_object('ocid', 'o', 'parties', parties, 'awards', awards, 'contracts', contracts));
SELECT count(*) AS rows, sum(value) AS value, min(value) AS least, max(value) AS most, bool_and(suppliers = 7000) AS all_suppliers FROM ocds_contracts(pg_temp.of_award(jsonb_build_object('suppliers', (SELECT jsonb_agg(jsonb_build_object('id', i % 7000)) FROM generate_series(1, 20000) AS i))));
-- what is unread of a supplier is said in its row, not in those of all the others, and so with funders and recipients
SELECT provider, unread FROM ocds_contracts(pg_temp.of_award('{"suppliers": [{"id": true, "name": "Ana"}, {"id": "y", "name": "Bo"}, {"id": [], "name": {}}]}', '{"parties": [{"id": true}]}'));
SELECT agency, provider, unread FROM threesixtygiving_grants('{"id": 1, "amountAwarded": "x", "fundingOrganization": [{"name": "One"}, {"name": [], "id": 2}], "recipientOrganization": [{"name": "Ana"}, {"id": {}, "name": "Bo"}]}');
SELECT count(*) AS rows, sum(cardinality(unread)) AS unread FROM ocds_contracts(pg_temp.of_award(jsonb_build_object('suppliers', (SELECT jsonb_agg('{"id": true, "name": true}'::jsonb) FROM generate_series(1, 20000)))));

-- Made-up releases of several awards with several suppliers, some under contract: rows and money beside core's jsonb
CREATE TEMP TABLE made AS
SELECT r, jsonb_build_object('ocid', 'o' || r, 'id', r, 'date', '2020-01-01', 'awards', awards, 'contracts', contracts) AS document
FROM (SELECT r, jsonb_agg(jsonb_build_object('id', a, 'suppliers', (SELECT jsonb_agg(jsonb_build_object('id', s)) FROM generate_series(1, (r + a) % 5) AS s), 'value',
                CASE WHEN (r * a) % 7 > 0 THEN jsonb_build_object('amount', (r * 37 + a * 101) % 1000 / 100.0, 'currency', (ARRAY['NZD', 'GBP'])[1 + r % 2]) END)) AS awards,
             jsonb_agg(jsonb_build_object('id', 'k' || a, 'awardID', a, 'value', jsonb_build_object('amount', a))) FILTER (WHERE (r + a) % 3 = 0) AS contracts
      FROM generate_series(1, 300) AS r, generate_series(1, 6) AS a GROUP BY r) AS x;
CREATE TEMP TABLE read AS SELECT r, o.* FROM made, ocds_contracts(document) AS o;
SELECT (SELECT count(*) FROM read) AS rows,
       (SELECT count(*) FROM read) = (SELECT sum(greatest(1, jsonb_array_length(coalesce(nullif(a -> 'suppliers', 'null'), '[]')))) FROM made, jsonb_array_elements(document -> 'awards') AS a) AS as_many,
       (SELECT sum(value) FROM read) = (SELECT sum(coalesce((c ->> 'a')::numeric, (a #>> '{value,amount}')::numeric)) FROM made, jsonb_array_elements(document -> 'awards') AS a
         LEFT JOIN LATERAL (SELECT jsonb_build_object('a', k #>> '{value,amount}') AS c FROM jsonb_array_elements(coalesce(nullif(document -> 'contracts', 'null'), '[]')) AS k WHERE k ->> 'awardID' = a ->> 'id') AS k ON true) AS as_much,
       (SELECT bool_and(parts = whole) FROM (SELECT sum(value) AS parts, (SELECT coalesce((k #>> '{value,amount}')::numeric, NULL) FROM made AS m, jsonb_array_elements(m.document -> 'contracts') AS k WHERE m.r = read.r AND k ->> 'id' = contract_id) AS whole
                                             FROM read WHERE contract_id IS NOT NULL GROUP BY r, contract_id) AS x) AS each_contract;
-- Several releases of one process: drop repeated releases, then for each award, or contract without one, keep the rows of the latest release.  By hand: the award a was 100 and becomes 120 under contract; c stays 40, of two suppliers whose rows are equal.
CREATE TEMP TABLE process AS
SELECT jsonb_build_object('releases', jsonb_build_array(
  pg_temp.release(jsonb_build_object('id', '1', 'date', '2020-01-01T00:00:00Z', 'awards', jsonb_build_array(pg_temp.award(), pg_temp.award('{"id": "c", "value": {"amount": 40, "currency": "NZD"}, "suppliers": [{"id": "x"}, {"id": "y"}]}')))),
  pg_temp.release(jsonb_build_object('language', 'en', 'id', '1', 'date', '2020-01-01T00:00:00Z', 'awards', jsonb_build_array(pg_temp.award(), pg_temp.award('{"id": "c", "value": {"amount": 40, "currency": "NZD"}, "suppliers": [{"id": "x"}, {"id": "y"}]}')))),
  pg_temp.release('{"id": "2", "date": "2020-03-01T00:00:00Z", "awards": [{"id": "a", "suppliers": [{"id": "x", "name": "Ana"}]}], "contracts": [{"id": "k", "awardID": "a", "value": {"amount": 120, "currency": "NZD"}}]}'),
  pg_temp.release('{"id": "3", "date": "2020-04-01T00:00:00Z", "awards": [], "contracts": [{"id": "m", "value": {"amount": 7, "currency": "NZD"}}]}'))) AS document;
SELECT count(*) AS rows, sum(value) AS as_it_stands FROM process, ocds_contracts(document);
SELECT award_id, contract_id, release_id, value
FROM (SELECT o.*, rank() OVER (PARTITION BY ocid, coalesce(award_id, contract_id) ORDER BY release_date DESC NULLS LAST, release_id DESC) AS latest
      FROM (SELECT DISTINCT ON (r ->> 'ocid', r ->> 'id', r ->> 'date') r FROM process, jsonb_array_elements(document -> 'releases') AS r) AS r, ocds_contracts(r) AS o) AS o
WHERE latest = 1 ORDER BY award_id, contract_id, value;

-- Grants.  A row is written as grant, agency, provider, recipients, value, currency, day and term.
CREATE FUNCTION pg_temp.grants(document jsonb, date_order text DEFAULT 'YMD', zone text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(concat_ws(' ', coalesce(grant_id, '-'), coalesce(agency, '-'), coalesce(provider, '-'), recipients, coalesce(value::text, '-'), coalesce(currency, '-'), coalesce(award_date::text, '-'), coalesce(term::text, '-')), '; ' ORDER BY i)
  FROM threesixtygiving_grants(document, date_order, zone) WITH ORDINALITY AS r (grant_id, agency_id, agency, provider_id, provider, recipients, value, currency, award_date, term, programme, region, regrant_type, unread, i)
$$;
CREATE FUNCTION pg_temp.a_grant(members jsonb DEFAULT '{}') RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT '{"id": "g", "currency": "GBP", "amountAwarded": 100, "awardDate": "2020-03-05", "fundingOrganization": [{"id": "F", "name": "Fund"}], "recipientOrganization": [{"id": "x", "name": "Ana"}],
           "plannedDates": [{"startDate": "2020-07-01", "endDate": "2021-06-30"}]}' || members
$$;
CREATE TEMP TABLE granting (what text, document jsonb, date_order text, rows text, zone text);
INSERT INTO granting VALUES
  ('a grant', pg_temp.a_grant(), 'YMD', 'g Fund Ana 1 100 GBP 2020-03-05 [2020-07-01,2021-07-01)'),
  ('a package', jsonb_build_object('grants', jsonb_build_array(pg_temp.a_grant(), NULL, pg_temp.a_grant('{"id": 2}'))), 'YMD', 'g Fund Ana 1 100 GBP 2020-03-05 [2020-07-01,2021-07-01); 2 Fund Ana 1 100 GBP 2020-03-05 [2020-07-01,2021-07-01)'),
  ('an array', jsonb_build_array(pg_temp.a_grant(), jsonb_build_object('grants', jsonb_build_array(pg_temp.a_grant('{"id": 2}')))), 'YMD', 'g Fund Ana 1 100 GBP 2020-03-05 [2020-07-01,2021-07-01); 2 Fund Ana 1 100 GBP 2020-03-05 [2020-07-01,2021-07-01)'),
  ('no grants', '{"grants": []}', 'YMD', NULL), ('null', '{"grants": null}', 'YMD', NULL), ('nothing', 'null', 'YMD', NULL),
  ('an empty one', '{"grants": [{}]}', 'YMD', '- - - 0 - - - -'),
  ('two funders and two recipients share it', pg_temp.a_grant('{"fundingOrganization": [{"name": "One"}, {"name": "Two"}], "recipientOrganization": [{"id": "x", "name": "Ana"}, {"id": "x", "name": "ANA"}], "recipientIndividual": {"id": "i", "name": "Individual"}, "amountAwarded": 0.1}'), 'YMD',
   'g One Ana 2 0.03 GBP 2020-03-05 [2020-07-01,2021-07-01); g One Individual 2 0.02 GBP 2020-03-05 [2020-07-01,2021-07-01); g Two Ana 2 0.03 GBP 2020-03-05 [2020-07-01,2021-07-01); g Two Individual 2 0.02 GBP 2020-03-05 [2020-07-01,2021-07-01)'),
  ('an individual', pg_temp.a_grant('{"recipientOrganization": null, "recipientIndividual": {"id": "i", "name": "Individual"}}'), 'YMD', 'g Fund Individual 1 100 GBP 2020-03-05 [2020-07-01,2021-07-01)'),
  ('nobody', pg_temp.a_grant('{"recipientOrganization": []}'), 'YMD', 'g Fund - 0 100 GBP 2020-03-05 [2020-07-01,2021-07-01)'),
  ('only what was awarded', pg_temp.a_grant('{"amountAwarded": null, "amountDisbursed": 5, "amountAppliedFor": 7}'), 'YMD', 'g Fund Ana 1 - GBP 2020-03-05 [2020-07-01,2021-07-01)'),
  ('an amount as a string', pg_temp.a_grant('{"amountAwarded": "12.50"}'), 'YMD', 'g Fund Ana 1 12.50 GBP 2020-03-05 [2020-07-01,2021-07-01)'),
  ('whole months', pg_temp.a_grant('{"plannedDates": [{"startDate": "2020-01-31", "duration": 1}]}'), 'YMD', 'g Fund Ana 1 100 GBP 2020-03-05 [2020-01-31,2020-02-29)'),
  ('the end wins, as it is', pg_temp.a_grant('{"plannedDates": [{"startDate": "2020-07-01", "endDate": "2021-07-01", "duration": 12}, {"startDate": "2000-01-01", "duration": 1}]}'), 'YMD', 'g Fund Ana 1 100 GBP 2020-03-05 [2020-07-01,2021-07-02)'),
  ('actual dates if nothing is planned', pg_temp.a_grant('{"plannedDates": [], "actualDates": [{"startDate": "2020-07-01T10:00:00Z", "endDate": "2020-07-31T10:00:00Z"}]}'), 'YMD', 'g Fund Ana 1 100 GBP 2020-03-05 [2020-07-01,2020-08-01)'),
  ('a start alone', pg_temp.a_grant('{"plannedDates": [{"startDate": "2020-07-01"}]}'), 'YMD', 'g Fund Ana 1 100 GBP 2020-03-05 -'),
  ('part of a date', pg_temp.a_grant('{"plannedDates": [{"startDate": "2020-07", "endDate": "2021-06"}]}'), 'YMD', 'g Fund Ana 1 100 GBP 2020-03-05 -'),
  ('no months', pg_temp.a_grant('{"plannedDates": [{"startDate": "2020-07-01", "duration": 0}]}'), 'YMD', 'g Fund Ana 1 100 GBP 2020-03-05 -'),
  ('reversed', pg_temp.a_grant('{"plannedDates": [{"startDate": "2020-07-01", "endDate": "2020-06-30", "duration": 12}]}'), 'YMD', 'g Fund Ana 1 100 GBP 2020-03-05 -'),
  ('day first', pg_temp.a_grant('{"awardDate": "05/06/2014"}'), 'DMY', 'g Fund Ana 1 100 GBP 2014-06-05 [2020-07-01,2021-07-01)'),
  ('month first', pg_temp.a_grant('{"awardDate": "05/06/2014"}'), 'mdy', 'g Fund Ana 1 100 GBP 2014-05-06 [2020-07-01,2021-07-01)'),
  ('another order than declared', pg_temp.a_grant('{"awardDate": "05/06/2014"}'), 'YMD', 'g Fund Ana 1 100 GBP - [2020-07-01,2021-07-01)'),
  ('no such month', pg_temp.a_grant('{"awardDate": "31/12/2014"}'), 'MDY', 'g Fund Ana 1 100 GBP - [2020-07-01,2021-07-01)'),
  ('a year of two figures', pg_temp.a_grant('{"awardDate": "5.6.69", "plannedDates": [{"startDate": "1-7-70", "endDate": "30-6-71 00:00"}]}'), 'DMY', 'g Fund Ana 1 100 GBP 2069-06-05 [1970-07-01,1971-07-01)'),
  ('a month by its name in every order', pg_temp.a_grant('{"awardDate": "5 June 2014", "plannedDates": [{"startDate": "July 1, 2020", "endDate": "30-Jun-21"}]}'), 'MDY', 'g Fund Ana 1 100 GBP 2014-06-05 [2020-07-01,2021-07-01)'),
  ('no end', pg_temp.a_grant('{"plannedDates": [{"startDate": "2020-07-01", "endDate": "31/12/2999"}]}'), 'DMY', 'g Fund Ana 1 100 GBP 2020-03-05 [2020-07-01,)'),
  ('the first day that programs know is none', pg_temp.a_grant('{"awardDate": "0001-01-01T00:00:00Z"}'), 'YMD', 'g Fund Ana 1 100 GBP - [2020-07-01,2021-07-01)'),
  ('ISO in every order', pg_temp.a_grant('{"awardDate": "2014-06-05T00:00:00+01:00"}'), 'DMY', 'g Fund Ana 1 100 GBP 2014-06-05 [2020-07-01,2021-07-01)');
-- A moment is the day that is written, or that of the place.  London is an hour ahead from the last Sunday of March to that of October.
INSERT INTO granting VALUES
  ('a moment as written', pg_temp.a_grant('{"awardDate": "2019-06-04T23:00:00Z", "plannedDates": [{"startDate": "2019-06-30T23:00:00Z", "endDate": "2020-06-29T23:00:00Z"}]}'), 'YMD', 'g Fund Ana 1 100 GBP 2019-06-04 [2019-06-30,2020-06-30)', NULL),
  ('a moment there', pg_temp.a_grant('{"awardDate": "2019-06-04T23:00:00Z", "plannedDates": [{"startDate": "2019-06-30T23:00:00Z", "endDate": "2020-06-29T23:00:00Z"}]}'), 'YMD', 'g Fund Ana 1 100 GBP 2019-06-05 [2019-07-01,2020-07-01)', 'Europe/London'),
  ('in winter', pg_temp.a_grant('{"awardDate": "2019-12-04T23:00:00Z"}'), 'YMD', 'g Fund Ana 1 100 GBP 2019-12-04 [2020-07-01,2021-07-01)', 'Europe/London'),
  ('months from the day there', pg_temp.a_grant('{"plannedDates": [{"startDate": "2019-06-30T23:00:00Z", "duration": 12}]}'), 'YMD', 'g Fund Ana 1 100 GBP 2020-03-05 [2019-07-01,2020-07-01)', 'Europe/London'),
  ('actual dates there', pg_temp.a_grant('{"plannedDates": null, "actualDates": [{"startDate": "2019-07-01T00:30:00+02:00", "endDate": "2020-06-30"}]}'), 'YMD', 'g Fund Ana 1 100 GBP 2020-03-05 [2019-06-30,2020-07-01)', 'Europe/London'),
  ('a day is no moment', pg_temp.a_grant('{"awardDate": "2019-06-05T00:00:00+02:00", "plannedDates": [{"startDate": "2019-07-01T00:00:00Z", "endDate": "2020-06-30T23:59:59Z"}]}'), 'YMD', 'g Fund Ana 1 100 GBP 2019-06-05 [2019-07-01,2020-07-01)', 'Europe/London'),
  ('nor is a time without an offset', pg_temp.a_grant('{"awardDate": "2019-06-04 23:00"}'), 'YMD', 'g Fund Ana 1 100 GBP 2019-06-04 [2020-07-01,2021-07-01)', 'Europe/London'),
  ('the order is another matter', pg_temp.a_grant('{"awardDate": "04/06/2019 23:00:00Z"}'), 'DMY', 'g Fund Ana 1 100 GBP 2019-06-05 [2020-07-01,2021-07-01)', 'Europe/London');
SELECT what, pg_temp.grants(document, date_order, zone) AS got, rows AS expected FROM granting WHERE pg_temp.grants(document, date_order, zone) IS DISTINCT FROM rows;
SELECT count(*) AS documents FROM granting;
SELECT agency_id, provider_id, programme, region, regrant_type, unread
FROM threesixtygiving_grants(jsonb_build_array(pg_temp.a_grant('{"grantProgramme": [{"code": "E", "title": "Education"}], "beneficiaryLocation": [{"name": "Otago"}], "regrantType": "FRG010"}'),
  pg_temp.a_grant('{"grantProgramme": [{"title": "One"}, {"title": "Two"}], "beneficiaryLocation": [{"name": "Otago"}, {"name": "Southland"}], "recipientOrganization": [{"name": "Ana"}]}')));
SELECT grant_id, award_date, term, value, unread FROM threesixtygiving_grants('{"grants": [{"id": "g", "awardDate": "05/06/2014", "amountAwarded": "£5", "currency": [], "plannedDates": [{"startDate": "05/06/2014", "endDate": "2015"}], "actualDates": [{"startDate": "2015-01-01", "duration": 1.5}], "regrantType": {}}]}');
-- malformed
SELECT document, c.* FROM unnest(ARRAY['{}', '5', '[[]]', '{"grants": {}}', '{"grants": [5]}', '{"id": 1, "fundingOrganization": {}}', '{"grants": [{}, {"recipientOrganization": ["x"]}]}', '{"id": 1, "recipientIndividual": []}', '{"id": 1, "plannedDates": "x"}',
  '{"id": 1, "plannedDates": ["x"]}', '{"id": 1, "grantProgramme": [1, 2]}']) WITH ORDINALITY AS u (document, i), pg_temp.complaint(format('threesixtygiving_grants(%L)', document)) AS c ORDER BY i;
SELECT call, c.* FROM unnest(ARRAY[$$threesixtygiving_grants('null', 'YDM')$$, $$threesixtygiving_grants('null', '')$$, $$threesixtygiving_grants('null', NULL)$$]) WITH ORDINALITY AS u (call, i), pg_temp.complaint(call) AS c ORDER BY i;
SELECT count(*) AS none FROM threesixtygiving_grants(NULL);
-- what a call leaves behind in memory as long as the query lasts does not add up
SELECT count(o) AS calls, (SELECT sum(used_bytes) < 8000000 FROM pg_backend_memory_contexts WHERE name = 'ExecutorState') AS little
FROM generate_series(1, 20000) AS i, ocds_contracts(jsonb_build_object('ocid', i, 'contracts', '[{}]'::jsonb)) AS o;
-- in a session that has done nothing else: the memory of one release is not that of the next, nor of what core keeps
\c -
SELECT count(*) AS rows, min(term::text) AS term FROM ocds_contracts('{"releases": [{"ocid": "first"}, {"ocid": "ocds-made-0-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "awards": [{"id": "award-0-yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy", "suppliers": [{"id": "s0", "name": "Kea Kea Kea Kea Kea Kea Kea Kea "}], "contractPeriod": {"startDate": "2020-01-01", "endDate": "2020-02-01"}}]}, {"ocid": "ocds-made-1-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "awards": [{"id": "award-1-yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy", "suppliers": [{"id": "s1", "name": "Kea Kea Kea Kea Kea Kea Kea Kea "}], "contractPeriod": {"startDate": "2020-01-01", "endDate": "2020-02-01"}}]}, {"ocid": "ocds-made-2-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "awards": [{"id": "award-2-yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy", "suppliers": [{"id": "s2", "name": "Kea Kea Kea Kea Kea Kea Kea Kea "}], "contractPeriod": {"startDate": "2020-01-01", "endDate": "2020-02-01"}}]}]}');
