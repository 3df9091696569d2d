-- What people see first, in psql: \df, \df+, \da+, \dT+.  But for lists that are said to be read, what is asked for here finds nothing.
\pset format unaligned
\pset footer off
\pset null NULL

-- what the extension consists of, but for the array types that come with types, and what is said of it
CREATE TEMP TABLE member AS
SELECT classid, objid, pg_describe_object(classid, objid, 0) AS object, obj_description(objid, (SELECT relname FROM pg_class WHERE oid = classid)) AS comment
FROM pg_depend
WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
  AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'commissioning')
  AND NOT (classid = 'pg_type'::regclass AND objid IN (SELECT typarray FROM pg_type));
CREATE TEMP TABLE function AS
SELECT object, comment, comment LIKE 'support:%' AS support, format_type(prorettype, NULL) AS result, p.oid, proname, prokind, prorettype, proargtypes, pronargs, proretset, proargnames, proargmodes, proallargtypes
FROM member JOIN pg_proc AS p ON p.oid = objid WHERE classid = 'pg_proc'::regclass;
CREATE TEMP TABLE type AS SELECT object, comment, comment LIKE 'support:%' AS support, t.oid, typname
FROM member JOIN pg_type AS t ON t.oid = objid WHERE classid = 'pg_type'::regclass;
-- arguments (i) and columns (o) of what is for users, in their order; what is one thing in two types is of one sort
CREATE TEMP TABLE argument AS
SELECT f.oid, object, proname, prokind, n, coalesce(proargmodes[n], 'i') AS mode, proargnames[n] AS name, t.name AS type,
       CASE WHEN t.name ~ '_summary$' THEN 'a summary' WHEN t.name IN ('text', 'bigint', 'uuid', 'numeric', 'double precision', 'smallint', 'integer') THEN 'a name or number' ELSE t.name END AS sort
FROM function AS f, unnest(coalesce(proallargtypes, proargtypes::oid[])) WITH ORDINALITY AS a (type, n), format_type(a.type, NULL) AS t (name) WHERE NOT support;

-- What stands behind types, aggregates, operators, operator classes, casts and triggers is not for users.
CREATE TEMP TABLE role AS
SELECT proname, role.* FROM (SELECT typinput::oid AS oid, 'input' AS role FROM pg_type UNION SELECT typoutput, 'output' FROM pg_type UNION SELECT typreceive, 'binary input' FROM pg_type
   UNION SELECT typsend, 'binary output' FROM pg_type UNION SELECT unnest(ARRAY[aggtransfn, aggcombinefn, aggfinalfn]::oid[]), 'aggregate' FROM pg_aggregate
   UNION SELECT oprcode, 'operator ' || oprname FROM pg_operator UNION SELECT amproc, amname FROM pg_amproc JOIN pg_opfamily AS f ON f.oid = amprocfamily JOIN pg_am AS m ON m.oid = opfmethod
   UNION SELECT castfunc, 'cast' FROM pg_cast UNION SELECT oid, 'trigger' FROM pg_proc WHERE prorettype = 'trigger'::regtype) AS role JOIN function USING (oid);
-- but for what people call, too: an accessor that ends an aggregate of its name, a cast that is called as its type, and per_year
CREATE TEMP TABLE called AS
SELECT oid, proname, role FROM role WHERE role = 'aggregate' AND EXISTS (SELECT FROM function AS f JOIN pg_aggregate ON aggfnoid = f.oid WHERE aggfinalfn = role.oid AND f.proname = role.proname)
   OR role = 'cast' AND (EXISTS (SELECT FROM pg_cast WHERE castfunc = role.oid AND format_type(casttarget, NULL) = role.proname) OR role.proname = 'per_year');
SELECT DISTINCT role, proname FROM called ORDER BY role, proname;
-- its comment begins with "support:" and what it stands behind; and no other comment does
SELECT object, role, comment FROM role JOIN function USING (oid) WHERE oid NOT IN (SELECT oid FROM called) AND split_part(comment, ', ', 1) <> 'support: ' || role ORDER BY object COLLATE "C", role;
SELECT object, comment FROM function WHERE support AND (oid NOT IN (SELECT oid FROM role) OR oid IN (SELECT oid FROM called)) ORDER BY object COLLATE "C";
SELECT count(DISTINCT role) AS roles, count(DISTINCT oid) = (SELECT count(*) FROM function WHERE support) AS all_support FROM role WHERE oid NOT IN (SELECT oid FROM called);
-- so do the states of aggregates, which nothing for users takes or returns
SELECT object, comment FROM type AS t
WHERE support = EXISTS (SELECT FROM function AS f WHERE NOT f.support AND (prorettype = t.oid OR t.oid = ANY (proargtypes::oid[]))) ORDER BY object COLLATE "C";

-- Every argument and column of what is for users has a name; what is not for users has none, which tells it apart in \df, too.
SELECT object FROM argument WHERE coalesce(name, '') = '' ORDER BY object COLLATE "C";
SELECT object FROM function WHERE support AND proargnames IS NOT NULL ORDER BY object COLLATE "C";
-- none needs quotes, as an argument by name or as a column, but the end of a term that is read, which stands beside its start
SELECT DISTINCT proname, name FROM argument WHERE quote_ident(name) <> name ORDER BY proname, name;
-- overloads have the same name in the same place, unless it is of another sort
SELECT proname, prokind, n, sort, string_agg(DISTINCT name, ', ' ORDER BY name) AS names FROM argument WHERE mode = 'i' GROUP BY proname, prokind, n, sort HAVING count(DISTINCT name) > 1 ORDER BY proname, n;
-- a summary's is "summary", unless there are two
SELECT object, name FROM argument AS a
WHERE sort = 'a summary' AND name <> 'summary' AND 1 = (SELECT count(*) FROM argument WHERE oid = a.oid AND sort = 'a summary') ORDER BY object COLLATE "C";
-- A word is one thing wherever it stands.  To be read: the words for arguments, with their types; k is a number of holders or providers, but percent in the (n,k) rule
SELECT name, string_agg(DISTINCT CASE sort WHEN 'a summary' THEN sort ELSE type END, ', ') AS types FROM argument WHERE mode = 'i' GROUP BY name ORDER BY name COLLATE "C";
-- a column is of one type wherever it stands, and of the same sort as an argument that is called so; but agencies are counted, or told
SELECT name, string_agg(DISTINCT type, ', ') AS types FROM argument WHERE mode <> 'i' GROUP BY name HAVING count(DISTINCT type) > 1 ORDER BY name;
SELECT DISTINCT o.name, o.type, i.type AS as_argument FROM argument AS o JOIN argument AS i ON o.name = i.name AND o.mode <> 'i' AND i.mode = 'i' AND o.sort <> i.sort ORDER BY 1, 2, 3;

-- Comments are of one style: a line that fits into a terminal, without a capital but that of a name, and without a stop.
SELECT object, length(comment), comment FROM member WHERE length(comment) > 80 OR comment !~ '^[ -~]+$' OR comment ~ '^ | $|  |[.]$' AND comment !~ ' [.]{3}$' ORDER BY object COLLATE "C";
SELECT string_agg(DISTINCT word COLLATE "C", ' ' ORDER BY word COLLATE "C") AS names FROM member, split_part(comment, ' ', 1) AS word WHERE word ~ '^[^a-z]';
-- they begin with what is returned: a row for each ..., how many, whether, a summary, the least and the greatest
SELECT object, result, comment FROM function
WHERE NOT support AND (proretset <> (comment ~ '^(a row for each|one row)') OR (result ~ '^boolean') <> (comment ~ '\mwhether\M')
   OR (result = 'bigint') <> (comment ~ '^(how many|count) ') OR (result ~ 'range$' AND result <> 'daterange') <> (comment ~ '^least and greatest ')
   OR (result ~ '_summary$') <> (comment ~ '^((one )?summary of|two summaries as one|piece i of n of a summary|error: )' OR result ~ '_summary$' AND starts_with(comment, replace(result, '_', ' '))))
ORDER BY object COLLATE "C";
-- a number says what it is: a share from 0 to 1, years, reports, money, times a year, or an index or a ratio of that name
SELECT object, comment FROM function
WHERE NOT support AND result = 'numeric' AND comment !~ '0 to 1|years|^reports|value|^cost|^amount|^times a year|^1 / HHI|natural logarithm|Theil|ratio:|^mean number|^share of the value ' ORDER BY object COLLATE "C";
-- overloads of one function say the same, unless they have another number of arguments or are of another summary or type
SELECT proname, prokind, string_agg(DISTINCT comment, ' | ' ORDER BY comment) AS comments FROM function
WHERE NOT support GROUP BY proname, prokind, pronargs, CASE WHEN proargtypes[0]::regtype::text ~ '_summary$|^interval$|^nzbn$|^frequency$' THEN proargtypes[0]::regtype END HAVING count(DISTINCT comment) > 1 ORDER BY 1;
-- what they name there is
SELECT object, named FROM member, regexp_matches(comment, '(\w+)\(', 'g') AS m (named) WHERE NOT EXISTS (SELECT FROM function WHERE proname = named[1]) ORDER BY object COLLATE "C";
-- types say what makes them and what reads them: functions that return them, and functions that take them; columns need none, and nzbn is read as bigint
SELECT typname, bool_or(f.prorettype = t.oid) AS made, bool_or(t.oid = ANY (f.proargtypes::oid[])) AS read FROM type AS t
     LEFT JOIN LATERAL regexp_matches(t.comment, '(\w+)\(', 'g') AS m (named) ON true LEFT JOIN function AS f ON f.proname = named[1] WHERE NOT t.support GROUP BY typname ORDER BY typname COLLATE "C";

-- So it looks: overloads, a function of several columns, what is not for users, types.
\df hhi
\da hhi
\df cover_gaps
\df nzbn_lt
\dT schedule_summary
\dT frequency
