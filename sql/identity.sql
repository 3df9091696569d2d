--
-- identity: one key for the spellings of a name
--
\pset null NULL

-- Names and their keys, by hand, rule by rule.  All that differ are shown.
CREATE TEMP TABLE spelling (rule text, name text, key text);
INSERT INTO spelling VALUES
  ('plain', 'The Rata House Ltd.', 'HOUSE RATA'), ('plain', 'RATA HOUSE LIMITED', 'HOUSE RATA'), ('plain', 'rata   house', 'HOUSE RATA'),
  ('plain', '  Rata' || chr(10) || 'House' || chr(9), 'HOUSE RATA'), ('plain', 'House, Rata', 'HOUSE RATA'), ('plain', 'Rata', 'RATA'),
  ('plain', 'Kea Kea', 'KEA KEA'), ('plain', '24/7 Care 2000', '2000 24 7 CARE'),
  -- a second name, with words on both sides of what announces it
  ('cut', 'Rata House Ltd t/a The Blue Café', 'HOUSE RATA'), ('cut', 'Rata House T/A Blue', 'HOUSE RATA'), ('cut', 'Rata House trading as Blue', 'HOUSE RATA'),
  ('cut', 'Rata House d/b/a Blue', 'HOUSE RATA'), ('cut', 'Rata House, D.B.A. Blue', 'HOUSE RATA'), ('cut', 'Rata House DBA Blue', 'HOUSE RATA'),
  ('cut', 'Rata House f/k/a Blue', 'HOUSE RATA'), ('cut', 'Rata House (formerly Blue House)', 'HOUSE RATA'), ('cut', 'Rata House/previously Blue', 'HOUSE RATA'),
  ('cut', 'Rata t/a Kea t/a Tui', 'RATA'), ('cut', 'Rata House TA Blue', 'BLUE HOUSE RATA TA'), ('cut', 'Formerly Rata', 'FORMERLY RATA'),
  ('cut', 'Rata dba', 'DBA RATA'), ('cut', 'T/A Rata', 'RATA TA'), ('cut', 'M/T/A Rata', 'MTA RATA'), ('cut', 'Rata T/A/B', 'RATA TAB'),
  ('cut', 'Rata trading house', 'HOUSE RATA TRADING'), ('cut', 'Trading as Rata', 'AS RATA TRADING'),
  -- parentheses
  ('parenthesis', 'Rata House Ltd (in liquidation)', 'HOUSE RATA'), ('parenthesis', 'Rata House Ltd. (NZ) (2009)', 'HOUSE RATA'),
  ('parenthesis', 'Rata House (NZ) Ltd', 'HOUSE NZ RATA'), ('parenthesis', 'Rata House (NZ)', 'HOUSE NZ RATA'), ('parenthesis', 'Rata House (Ltd)', 'HOUSE RATA'),
  ('parenthesis', 'Rata (Ltd) House', 'HOUSE LTD RATA'), ('parenthesis', 'Rata Ltd (NZ) House', 'HOUSE LTD NZ RATA'), ('parenthesis', 'Rata Ltd (the (old) one', 'RATA'),
  ('parenthesis', 'Rata ) House (', 'HOUSE RATA'), ('parenthesis', 'Rata Ltd (NZ) Inc', 'RATA'),
  -- signs
  ('signs', 'O''Rata & Sons', 'AND ORATA SONS'), ('signs', 'O’Rata and Sons', 'AND ORATA SONS'), ('signs', 'ORata + Sons', 'AND ORATA SONS'),
  ('signs', 'O`Rata &amp; Sons', 'AND ORATA SONS'), ('signs', 'Oʻrata &AMP; Sons', 'AND ORATA SONS'), ('signs', 'ʿKea ʾTui', 'KEA TUI'), ('signs', 'Kea&Tui', 'AND KEA TUI'), ('signs', 'Kea-Tui', 'KEA TUI'),
  ('signs', 'Kea.Tui', 'KEA TUI'), ('signs', 'www.kea.co.nz', 'CO KEA NZ WWW'), ('signs', 'Kea №7!', '7 KEA'), ('signs', 'Kea™ “Tui” – Weka…', 'KEA TUI WEKA'), ('signs', 'Kea 3.5', '3 5 KEA'),
  ('signs', 'Kea' || chr(173) || 'Tui', 'KEATUI'), ('signs', 'Kea' || chr(8203) || chr(65279) || ' Tui', 'KEA TUI'), ('signs', 'Kea' || chr(160) || 'Tui', 'KEA TUI'),
  -- letters
  ('letters', 'Māori Whānau', 'MAORI WHANAU'), ('letters', 'Mäori Whänau', 'MAORI WHANAU'), ('letters', 'Straße', 'STRASSE'), ('letters', 'STRAẞE', 'STRASSE'),
  ('letters', 'Søren Ærø', 'AERO SOREN'), ('letters', 'Łódź Đà', 'DA LODZ'), ('letters', 'Œuvre Þór', 'OEUVRE THOR'), ('letters', 'İstanbul ısı', 'ISI ISTANBUL'),
  ('letters', 'Ｒａｔａ　Ｌｔｄ．', 'RATA'), ('letters', 'ﬁne ﬄ', 'FFL FINE'), ('letters', 'Ma' || chr(772) || 'ori', 'MAORI'),
  ('letters', 'Ёлка', 'ЕЛКА'), ('letters', 'елка', 'ЕЛКА'), ('letters', 'е' || chr(776) || 'лка', 'ЕЛКА'), ('letters', 'Йод', 'ЙОД'), ('letters', 'и' || chr(774) || 'од', 'ЙОД'),
  ('letters', 'Αθήνα Οδυσσεύς', 'ΑΘΉΝΑ ΟΔΥΣΣΕΎΣ'), ('letters', 'Αθη' || chr(769) || 'να', 'ΑΘΉΝΑ'), ('letters', 'Երևան քաղաք', 'ԵՐևԱՆ ՔԱՂԱՔ'), ('letters', 'საქართველო', 'საქართველო'),
  ('letters', '东京 会社', '东京 会社'), ('letters', 'हिन्दी', 'हिन्दी'), ('letters', 'שלום עולם', 'עולם שלום'),
  -- single letters
  ('single', 'B A Smith', 'BA SMITH'), ('single', 'A B Smith', 'AB SMITH'), ('single', 'J.K. Rata', 'JK RATA'), ('single', 'J K Rata', 'JK RATA'), ('single', 'JK Rata', 'JK RATA'),
  ('single', 'J. K. Rata', 'JK RATA'), ('single', 'J.Rata', 'J RATA'), ('single', 'A/B C', 'ABC'), ('single', 'Plan B 2 C', '2 B C PLAN'), ('single', 'Plan B (C)', 'B C PLAN'),
  ('single', 'Y.M.C.A', 'YMCA'), ('single', 'C/- Kea', 'C KEA'),
  -- The, and legal forms at the end
  ('forms', 'Kea, The', 'KEA'), ('forms', 'Kea for the Tui', 'FOR KEA TUI'), ('forms', 'Kea Pty. Ltd.', 'KEA'), ('forms', 'Kea Pty Limited Company', 'KEA'), ('forms', 'Kea & Co', 'KEA'),
  ('forms', 'Kea & Co., Inc.', 'KEA'), ('forms', 'Kea Ltd & Co', 'KEA'), ('forms', 'Kea &', 'KEA'), ('forms', 'Ltd Kea', 'KEA LTD'), ('forms', 'Kea Inc Tui', 'INC KEA TUI'),
  ('forms', 'Kea L L C', 'KEA'), ('forms', 'Kea L.L.C.', 'KEA'), ('forms', 'Kea P/L', 'KEA'), ('forms', 'Kea PL', 'KEA PL'), ('forms', 'Kea P.L.', 'KEA PL'),
  ('forms', 'Kea Community Interest Company', 'KEA'), ('forms', 'Community Interest Kea', 'COMMUNITY INTEREST KEA'), ('forms', 'Kea Public Limited Company', 'KEA'),
  ('forms', 'Kea Professional Corporation', 'KEA'), ('forms', 'Kea S.A. de C.V.', 'KEA'), ('forms', 'Kea SA de CV', 'KEA'), ('forms', 'Kea S.à r.l.', 'KEA'), ('forms', 'Kea GmbH & Co. KG', 'KEA'), ('forms', 'Kea KG', 'KEA KG'),
  ('forms', 'Kea S.A.', 'KEA'), ('forms', 'Kea S/A', 'KEA'), ('forms', 'Kea SA', 'KEA SA'), ('forms', 'Kea S A', 'KEA SA'), ('forms', 'Kea S .A', 'KEA SA'), ('forms', 'Kea S. A.', 'KEA SA'), ('forms', 'Kea X/S/A', 'KEA XSA'), ('forms', 'Kea S/A/X', 'KEA SAX'), ('forms', 'Kea A/S', 'KEA'), ('forms', 'Kea A.S.', 'KEA'), ('forms', 'Kea N/A', 'KEA NA'),
  ('forms', 'Kea P.A.', 'KEA'), ('forms', 'Kea N.A.', 'KEA'), ('forms', 'Kea S.p.A.', 'KEA'), ('forms', 'Kea e.V.', 'KEA'), ('forms', 'Kea N.V.', 'KEA'), ('forms', 'Kea S.L.', 'KEA'),
  ('forms', 'Kea A.G.', 'KEA'), ('forms', 'Kea AG', 'AG KEA'), ('forms', 'Kea A.B', 'KEA'), ('forms', 'Kea Ltd Trust', 'KEA LTD TRUST'), ('forms', 'Kea Foundation', 'FOUNDATION KEA'),
  ('forms', 'Kea Society', 'KEA SOCIETY'), ('forms', 'Kea Association', 'ASSOCIATION KEA'), ('forms', 'Kea Group', 'GROUP KEA'), ('forms', 'Keas', 'KEAS'),
  -- something stays
  ('rest', 'The Ltd', 'LTD THE'), ('rest', 'The The', 'THE THE'), ('rest', 'Co', 'CO'), ('rest', '& Co', 'AND CO'), ('rest', 'Ltd (Kea)', 'KEA LTD'),
  ('rest', '-', NULL), ('rest', '', NULL), ('rest', ' . ', NULL), ('rest', '''', NULL), ('rest', '()', NULL), ('rest', chr(8203), NULL), ('rest', '?', NULL), ('rest', chr(769), NULL);
-- every form of one word, bare
INSERT INTO spelling SELECT 'list', 'Kea ' || form, 'KEA' FROM regexp_split_to_table('LTD LIMITED INC INCORPORATED CORP CORPORATION CO COMPANY LLC LLP LLLP LP PLC PLLC PC PTY PTE PVT
  PROPRIETARY CIC CIO SCIO CLG DAC CYF CYFYNGEDIG TEORANTA GMBH MBH OHG KGAA SARL SASU EURL SRL BV OY OYJ ASA APS KFT ZRT NYRT SRO DOO EOOD OOD UAB LTDA LTDE EIRELI EIRL SAC', '\s+') AS form;
SELECT rule, name, provider_key(name), key FROM spelling WHERE provider_key(name) IS DISTINCT FROM key ORDER BY rule, name COLLATE "C";
SELECT rule, count(*) FROM spelling GROUP BY rule ORDER BY rule;
-- forms do not depend on case, or on full stops between their letters, and what is no form of one word is none with more letters or fewer
SELECT count(*) AS forms, bool_and(provider_key(lower(name)) = key) AS lower, bool_and(provider_key('Kea ' || regexp_replace(substr(name, 5), '(?=.)', '.', 'g')) = key) AS dotted,
       bool_and(provider_key(name || 'x') = 'KEA ' || substr(name, 5) || 'X' OR provider_key(name || 'x') = substr(name, 5) || 'X KEA') AS longer
FROM spelling WHERE rule = 'list';

-- ASCII: what is no letter, figure, apostrophe, stroke, parenthesis or plus is a blank
SELECT string_agg(CASE provider_key('kea' || chr(i) || 'tui') WHEN 'KEA TUI' THEN ' ' WHEN 'KEATUI' THEN '-' WHEN 'AND KEA TUI' THEN '&' WHEN upper('kea' || chr(i) || 'tui') THEN 'x' ELSE '?' END, '' ORDER BY i) AS ascii
FROM generate_series(1, 127) AS i;

-- Latin letters with accents: what is left is what core's normalization leaves, where that leaves letters from A to Z
SELECT count(*) > 550 AS letters, bool_and(provider_key(letter) = upper(bare COLLATE "C")) AS as_core
FROM (SELECT chr(i) AS letter, regexp_replace(normalize(chr(i), NFKD), '[\u0300-\u036f]', '', 'g') AS bare
      FROM generate_series(192, 687) AS i UNION ALL
      SELECT chr(i), regexp_replace(normalize(chr(i), NFKD), '[\u0300-\u036f]', '', 'g') FROM generate_series(7680, 7935) AS i UNION ALL
      SELECT chr(i), normalize(chr(i), NFKD) FROM generate_series(65281, 65374) AS i WHERE chr(i - 65248) ~ '[A-Za-z0-9]' UNION ALL
      SELECT chr(i), normalize(chr(i), NFKD) FROM generate_series(64256, 64262) AS i) AS l
WHERE bare ~ '^[A-Za-z0-9]+$' AND letter !~ '[Đđ]';
-- written in two characters they are the same
SELECT count(*) AS letters, bool_and(provider_key(normalize(chr(i), NFD)) = provider_key(chr(i))) AS same
FROM generate_series(192, 591) AS i WHERE normalize(chr(i), NFD) <> chr(i) AND provider_key(chr(i)) ~ '^[A-Z]+$';
-- alphabets of other scripts, by hand
SELECT provider_key('абвгдежзийклмнопрстуфхцчшщъыьэюя') = 'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ' AS russian, provider_key('ђєѕіїјљњћќўџґ') = 'ЂЄЅІЇЈЉЊЋЌЎЏҐ' AS cyrillic,
       provider_key('αβγδεζηθικλμνξοπρσςτυφχψω') = 'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΣΤΥΦΧΨΩ' AS greek, provider_key('άέήίόύώϊϋ') = 'ΆΈΉΊΌΎΏΪΫ' AS accents,
       provider_key('աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ') = 'ԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖ' AS armenian, provider_key('ŋə') = 'ŊƏ' AS latin;
-- a capital is its own, whatever letter it is
SELECT count(*) AS not_idempotent FROM generate_series(1, 131071) AS i
WHERE i NOT BETWEEN 55296 AND 57343 AND i NOT IN (43, 38) AND provider_key(provider_key(chr(i))) IS DISTINCT FROM provider_key(chr(i));

-- Names made up of words: order, case, what stands between words, "The" and a form do not matter, and the key is the sorted words.
CREATE TEMP TABLE made AS
SELECT i, ARRAY(SELECT (ARRAY['Rata', 'Kea', 'Tūī', 'House', 'Health', 'Care', '2000', 'Whānau', 'North', 'O’Shea'])[1 + (hashint4(i * 10 + j) & 7)] FROM generate_series(1, 1 + i % 5) AS j) AS words
FROM generate_series(1, 2000) AS i;
SELECT count(*) AS names, count(DISTINCT key) > 200 AS many,
       bool_and(key = (SELECT string_agg(w, ' ' ORDER BY w COLLATE "C") FROM unnest(words) AS u, translate(upper(u), 'ŪĪĀ’ūīā', 'UIAUIA') AS w)) AS sorted,
       bool_and(key = provider_key((SELECT string_agg(u, ' - ' ORDER BY j DESC) FROM unnest(words) WITH ORDINALITY AS a (u, j)))) AS backwards,
       bool_and(key = provider_key('the ' || lower(array_to_string(words, ', ')) || ' LTD. (In Receivership)')) AS dressed_up
FROM made, provider_key(array_to_string(words, ' ')) AS key;

-- legal forms of one's own, as words; NULL is none
SELECT provider_key('Kea Charitable Trust', '{Charitable Trust}') = 'KEA' AS words, provider_key('Kea charitable-trust ltd', '{CHARITABLE TRUST, Soc. Coop.}') = 'KEA' AS with_others,
       provider_key('Kea Soc Coop', '{CHARITABLE TRUST, Soc. Coop.}') = 'KEA' AS second, provider_key('Charitable Trust Kea', '{Charitable Trust}') = 'CHARITABLE KEA TRUST' AS at_the_end_only,
       provider_key('Trust', '{Trust}') = 'TRUST' AS something_stays, provider_key('Kea K.K.', '{kk}') = 'KEA' AS dotted, provider_key('Kea Trust (2)', '{trust}') = 'KEA' AS parenthesis,
       provider_key('Kea Ltd', '{}') = 'KEA' AS none, provider_key('Kea Ltd', NULL) = 'KEA' AS "null", provider_key('Kea Trust', '{{Trust},{Society}}') = 'KEA' AS array_of_any_form,
       provider_key(NULL) IS NULL AND provider_key(NULL, '{Trust}') IS NULL AS no_name;
CREATE FUNCTION pg_temp.complaint(call text, OUT state text, OUT message text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE 'SELECT ' || call;
  state := 'none';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
END $$;
SELECT c.* FROM unnest(ARRAY[$$provider_key('Kea', '{Trust,NULL}')$$, $$provider_key('Kea', '{Trust,-}')$$]) AS call, pg_temp.complaint(call) AS c ORDER BY state;

-- long names
-- a hundred thousand times KEA AND TUI SA and a blank, without the last SA, which is a form, and the last blank
SELECT length(provider_key(repeat('Kea & Tui (S.A.) ', 100000))) = 100000 * length('KEA AND TUI SA ') - length(' SA ') AS words;
SELECT provider_key(repeat('a', 3000000)) = repeat('A', 3000000) AS one_word, provider_key(repeat('a.', 1000000)) = repeat('A', 1000000) AS letters,
       provider_key(repeat('(', 1000000) || 'kea') = 'KEA' AS parentheses, provider_key(repeat('&', 100000)) = rtrim(repeat('AND ', 100000)) AS ands,
       provider_key('kea' || repeat(' ltd', 1000000)) = 'KEA' AS forms;

-- what indexes and generated columns want
CREATE TEMP TABLE provider (name text, key text GENERATED ALWAYS AS (provider_key(name)) STORED);
CREATE UNIQUE INDEX ON provider (provider_key(name));
INSERT INTO provider VALUES ('Rata House Ltd');
SELECT * FROM provider WHERE provider_key(name) = provider_key('RATA HOUSE LIMITED');
