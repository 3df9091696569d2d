-- What the extension consists of, and that it comes and goes whole.
\pset format unaligned
\pset footer off
\pset null NULL

-- its members, but for the array types that come with types
CREATE TEMP VIEW member AS
SELECT classid, objid, pg_describe_object(classid, objid, 0) AS object
FROM pg_depend
WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
  AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'commissioning')
  AND NOT (classid = 'pg_type'::regclass AND objid IN (SELECT typarray FROM pg_type));
-- every object has a comment, and the extension
SELECT object AS without_comment FROM member
WHERE coalesce(obj_description(objid, (SELECT relname FROM pg_class WHERE oid = classid)), '') = '' ORDER BY object COLLATE "C";
SELECT obj_description(oid, 'pg_extension') <> '' AS comment, extrelocatable AS relocatable
FROM pg_extension WHERE extname = 'commissioning';
-- every function is immutable and parallel safe, in C, not SECURITY DEFINER, without settings of its own; but the binary
-- form of text depends on the client's encoding, and what makes triggers and is called by them changes tables
CREATE TEMP VIEW function AS SELECT object, p.* FROM member JOIN pg_proc AS p ON p.oid = objid WHERE classid = 'pg_proc'::regclass;
SELECT object FROM function
WHERE provolatile <> CASE WHEN proname ~ 'summary_(send|recv)$' THEN 's' WHEN proname ~ '^keep_summaries' THEN 'v' ELSE 'i' END
   OR proparallel <> CASE WHEN proname ~ '^keep_summaries' THEN 'u' ELSE 's' END OR prosecdef OR proconfig IS NOT NULL OR proleakproof
   OR (prokind = 'f' AND prolang NOT IN (SELECT oid FROM pg_language WHERE lanname IN ('c', 'internal'))) ORDER BY object COLLATE "C";
-- NULL in, NULL out: all functions about terms and concentration but those that are to see NULLs
CREATE TEMP VIEW chapter AS
SELECT * FROM function
WHERE proargtypes[0]::regtype::text IN ('term_summary', 'concentration_summary')
   OR proname IN ('contract_term', 'term_years', 'remaining', 'annualised_value', 'value_within');
SELECT proname FROM chapter
WHERE prokind = 'f' AND NOT proisstrict
  AND oid NOT IN (SELECT aggtransfn FROM pg_aggregate UNION ALL SELECT aggcombinefn FROM pg_aggregate) ORDER BY proname;
-- every aggregate can be computed in parallel; its state is a type that can be sent, not internal, and its final function only reads
SELECT object FROM function JOIN pg_aggregate AS a ON aggfnoid = oid
WHERE aggcombinefn = 0 OR aggserialfn <> 0 OR aggdeserialfn <> 0 OR aggkind <> 'n' OR agginitval IS NOT NULL OR aggfinalextra
   OR aggtranstype = 'internal'::regtype OR aggmtransfn <> 0 OR aggfinalmodify <> 'r' ORDER BY object COLLATE "C";
-- no function takes or returns "internal" but recv, and none of a polymorphic type
SELECT proname FROM function
WHERE ('internal'::regtype = ANY (proargtypes) OR prorettype = 'internal'::regtype) AND proname !~ 'recv$'
   OR EXISTS (SELECT FROM unnest(proargtypes || prorettype) AS t JOIN pg_type ON pg_type.oid = t WHERE typname ~ '^any') ORDER BY 1;
-- C symbols are commissioning_ and a name
SELECT prosrc FROM function WHERE prokind = 'f' AND prolang = (SELECT oid FROM pg_language WHERE lanname = 'c') AND prosrc !~ '^commissioning_[a-z0-9_]+$' ORDER BY 1;
-- Every function with what is said of it on purpose: kind (f function, a aggregate), volatility (i immutable, s stable),
-- parallel safety (s safe), strictness, what a planner expects: cost and rows, and the size of an aggregate's state in bytes.  A change here is a change for planners and users.  After
-- one: KEEP=1 make test TESTS=install, read the difference, copy source/results/install.out of the kept directory.
SELECT regexp_replace(object, '^(function|aggregate) ', '') AS function,
       concat_ws(' ', prokind, provolatile, proparallel, CASE WHEN proisstrict THEN 'strict' ELSE '-' END, 'cost ' || nullif(procost, 1),
                 'rows ' || nullif(prorows, 0), 'state ' || nullif(aggtransspace, 0)) AS flags
FROM function LEFT JOIN pg_aggregate ON aggfnoid = oid ORDER BY regexp_replace(object, '^(function|aggregate) ', '') COLLATE "C";

-- What core checks of its own objects in opr_sanity and type_sanity, of ours.  All of these find nothing.
-- functions: rows and cost that make sense, no support function, no privileges, nothing variadic; one C function is declared alike everywhere,
-- but that + and - are strict, which merge() and subtract() are not
SELECT object FROM function
WHERE (prorows > 0) <> proretset OR procost <= 0 OR provariadic <> 0 OR prosupport <> 0 OR proacl IS NOT NULL OR protrftypes IS NOT NULL
   OR pronargdefaults > pronargs OR probin IS NULL AND prokind = 'f' AND prolang = (SELECT oid FROM pg_language WHERE lanname = 'c') ORDER BY object COLLATE "C";
SELECT a.object, b.object FROM function AS a JOIN function AS b ON a.prosrc = b.prosrc AND a.oid < b.oid AND a.prokind = 'f' AND b.prokind = 'f'
WHERE (a.prolang, a.provolatile, a.proparallel, a.proretset, a.procost, a.prorows) <> (b.prolang, b.provolatile, b.proparallel, b.proretset, b.procost, b.prorows)
   OR a.proisstrict <> b.proisstrict AND NOT (a.prosrc ~ '^commissioning_summary_(merge|subtract)$' AND a.proisstrict = (a.proname ~ '^summary_(plus|minus)$') AND b.proisstrict = (b.proname ~ '^summary_(plus|minus)$'))
   OR a.probin <> b.probin ORDER BY 1, 2;
-- those in core's C are declared as strict and as stable as core declares them
SELECT object FROM function JOIN pg_language AS l ON l.oid = prolang AND lanname = 'internal'
WHERE prokind = 'f' AND NOT EXISTS (SELECT FROM pg_proc AS core WHERE core.oid < 10000 AND core.proname = function.prosrc
  AND (core.proisstrict, core.provolatile, core.proparallel, core.pronargs, core.proretset) = (function.proisstrict, function.provolatile, function.proparallel, function.pronargs, function.proretset))
ORDER BY object COLLATE "C";

-- types: their input and output functions take and return what they should
CREATE TEMP VIEW type AS SELECT object, t.* FROM member JOIN pg_type AS t ON t.oid = objid WHERE classid = 'pg_type'::regclass AND typtype <> 'c';
SELECT object FROM type
  JOIN pg_proc AS i ON i.oid = typinput JOIN pg_proc AS o ON o.oid = typoutput JOIN pg_proc AS r ON r.oid = typreceive JOIN pg_proc AS s ON s.oid = typsend
WHERE NOT (i.prorettype = type.oid AND i.proargtypes[0] = 'cstring'::regtype AND o.prorettype = 'cstring'::regtype AND o.proargtypes[0] = type.oid
       AND r.prorettype = type.oid AND r.proargtypes[0] = 'internal'::regtype AND s.prorettype = 'bytea'::regtype AND s.proargtypes[0] = type.oid
       AND i.provolatile = 'i' AND o.provolatile = 'i' AND i.proisstrict AND o.proisstrict AND r.proisstrict AND s.proisstrict
       AND i.pronargs = 1 AND o.pronargs = 1 AND r.pronargs = 1 AND s.pronargs = 1)
ORDER BY object COLLATE "C";
SELECT object FROM type
WHERE typtype <> 'b' OR typcategory <> 'U' OR typispreferred OR NOT typisdefined OR typmodin <> 0 OR typmodout <> 0 OR typanalyze <> 0 OR typcollation <> 0
   OR typelem <> 0 OR typdelim <> ',' OR typnotnull OR typdefault IS NOT NULL OR typacl IS NOT NULL
   OR typbyval AND (typlen <> 8 OR typalign <> 'd' OR typstorage <> 'p') OR NOT typbyval AND (typlen <> -1 OR typalign <> 'd' OR typstorage <> 'x')
   OR NOT EXISTS (SELECT FROM pg_type AS a WHERE a.oid = type.typarray AND a.typelem = type.oid AND a.typname = '_' || type.typname) ORDER BY object COLLATE "C";

-- results of several columns: a type that is called as the aggregate that returns it, and a comment for each column
SELECT typname, (SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = typrelid) AS columns,
       (SELECT bool_and(col_description(attrelid, attnum) <> '') FROM pg_attribute WHERE attrelid = typrelid) AS comments,
       (SELECT count(*) FROM function WHERE prokind = 'a' AND prorettype = t.oid AND proname = typname) AS aggregates
FROM member JOIN pg_type AS t ON t.oid = objid WHERE classid = 'pg_type'::regclass AND typtype = 'c' ORDER BY typname;

-- operators: immutable and strict; all but - have a commutator, and what compares a negator, that know it, and both estimators
CREATE TEMP VIEW operator AS SELECT object, o.*, f.proname, f.prorettype, f.provolatile, f.proisstrict, f.proargtypes
FROM member JOIN pg_operator AS o ON o.oid = objid JOIN pg_proc AS f ON f.oid = oprcode WHERE classid = 'pg_operator'::regclass;
SELECT object FROM operator AS o LEFT JOIN pg_operator AS c ON c.oid = o.oprcom LEFT JOIN pg_operator AS n ON n.oid = o.oprnegate
WHERE o.provolatile <> 'i' OR NOT o.proisstrict OR o.oprresult <> o.prorettype OR NOT (o.proargtypes[0] = o.oprleft AND o.proargtypes[1] = o.oprright) OR o.oprcode = 0
   OR o.oprleft = o.oprright AND (o.oprcom = 0) <> (o.oprname = '-') OR o.oprcom <> 0 AND c.oprcom IS DISTINCT FROM o.oid OR c.oprleft <> o.oprright OR c.oprright <> o.oprleft
   OR o.oprresult = 'boolean'::regtype AND (o.oprnegate = 0 OR n.oprnegate IS DISTINCT FROM o.oid OR n.oid = o.oid OR o.oprrest = 0 OR o.oprjoin = 0)
   OR (o.oprcanmerge OR o.oprcanhash) AND o.oprname <> '='
   OR o.oprcanhash <> EXISTS (SELECT FROM pg_amop JOIN pg_am ON pg_am.oid = amopmethod WHERE amopopr = o.oid AND amname = 'hash' AND amopstrategy = 1)
   OR o.oprcanmerge <> EXISTS (SELECT FROM pg_amop JOIN pg_am ON pg_am.oid = amopmethod WHERE amopopr = o.oid AND amname = 'btree' AND amopstrategy = 3)
ORDER BY object COLLATE "C";
-- the estimators are those of the operator: of equality, of inequality, of order
SELECT oprname, oprleft::regtype AS "left", oprright::regtype AS "right", oprresult::regtype AS result, (SELECT c.oprname FROM pg_operator AS c WHERE c.oid = o.oprcom) AS commutator,
       (SELECT n.oprname FROM pg_operator AS n WHERE n.oid = o.oprnegate) AS negator, oprrest AS restrict, oprjoin AS "join", oprcanmerge AS merges, oprcanhash AS hashes
FROM operator AS o ORDER BY oprname COLLATE "C", oprleft::regtype::text COLLATE "C";

-- operator classes: valid, default, with all that btree and hash can use
SELECT opcname, amname, opcintype::regtype AS type, opcdefault AS "default", amvalidate(c.oid) AS valid,
       (SELECT string_agg(amopstrategy || ' ' || oprname, ', ' ORDER BY amopstrategy) FROM pg_amop JOIN pg_operator AS o ON o.oid = amopopr WHERE amopfamily = opcfamily) AS operators,
       (SELECT string_agg(amprocnum || ' ' || amproc, ', ' ORDER BY amprocnum) FROM pg_amproc WHERE amprocfamily = opcfamily) AS functions
FROM member JOIN pg_opclass AS c ON c.oid = objid JOIN pg_am ON pg_am.oid = opcmethod WHERE classid = 'pg_opclass'::regclass ORDER BY 1, 2;
-- a family has that one class, and both are members
SELECT object FROM member WHERE classid = 'pg_opfamily'::regclass AND 1 <> (SELECT count(*) FROM pg_opclass WHERE opcfamily = objid) ORDER BY object COLLATE "C";

-- casts: implicit (i) only where nothing can go wrong, on assignment (a), else on request (e); by a function (f), as it is (b), by input and
-- output (i, as all casts to text); their functions take and return what is cast
SELECT castsource::regtype AS source, casttarget::regtype AS target, castcontext AS context, castmethod AS method, castfunc::regprocedure AS function
FROM member JOIN pg_cast AS c ON c.oid = objid WHERE classid = 'pg_cast'::regclass ORDER BY castsource::regtype::text COLLATE "C", casttarget::regtype::text COLLATE "C";
SELECT object FROM member JOIN pg_cast AS c ON c.oid = objid LEFT JOIN pg_proc AS f ON f.oid = castfunc
WHERE classid = 'pg_cast'::regclass
  AND (castmethod = 'b' AND castcontext <> 'i' OR castmethod = 'i' AND casttarget <> 'text'::regtype
       OR castmethod = 'f' AND (f.provolatile <> 'i' OR NOT f.proisstrict OR f.pronargs <> 1 OR f.proargtypes[0] <> castsource OR f.prorettype <> casttarget)) ORDER BY object COLLATE "C";

-- aggregates: their functions take and return the state, the state is made by the transition function and combined with NULL, and its size is said
SELECT object FROM function AS a JOIN pg_aggregate ON aggfnoid = a.oid JOIN pg_proc AS t ON t.oid = aggtransfn JOIN pg_proc AS c ON c.oid = aggcombinefn LEFT JOIN pg_proc AS f ON f.oid = aggfinalfn
WHERE t.prorettype <> aggtranstype OR t.proargtypes[0] <> aggtranstype OR t.pronargs <> a.pronargs + 1
   OR EXISTS (SELECT FROM unnest(a.proargtypes) WITH ORDINALITY AS u (type, i) WHERE type <> t.proargtypes[i::int])
   OR t.proisstrict AND a.proargtypes[0] <> aggtranstype
   OR c.prorettype <> aggtranstype OR c.pronargs <> 2 OR c.proargtypes[0] <> aggtranstype OR c.proargtypes[1] <> aggtranstype
   OR coalesce(f.prorettype, aggtranstype) <> a.prorettype OR f.proargtypes[0] <> aggtranstype OR f.pronargs <> 1
   OR t.proparallel <> 's' OR c.proparallel <> 's' OR f.proparallel <> 's' OR t.proretset OR c.proretset OR f.proretset
   OR (aggtransspace > 0) <> (aggtranstype::regtype::text ~ '_(summary|state)$')
ORDER BY object COLLATE "C";
-- min and max can use an index, nothing else can
SELECT object FROM function AS a JOIN pg_aggregate ON aggfnoid = a.oid
WHERE (aggsortop <> 0) <> (proname IN ('min', 'max'))
   OR aggsortop <> 0 AND NOT EXISTS (SELECT FROM operator WHERE operator.oid = aggsortop AND oprname = CASE a.proname WHEN 'min' THEN '<' ELSE '>' END AND oprleft = a.proargtypes[0])
ORDER BY object COLLATE "C";
-- every member is of a kind that is looked at here
SELECT classid::regclass AS kind, count(*) > 0 AS members FROM member GROUP BY classid ORDER BY classid::regclass::text COLLATE "C";

-- what users write about terms and concentration: the aggregates, and the functions that read
SELECT proname AS aggregate, prorettype::regtype AS result, oidvectortypes(proargtypes) AS arguments
FROM function JOIN pg_aggregate ON aggfnoid = oid WHERE aggtranstype IN ('term_summary'::regtype, 'concentration_summary'::regtype)
ORDER BY proname, oidvectortypes(proargtypes) COLLATE "C";
SELECT proname, oidvectortypes(proargtypes) AS arguments, prorettype::regtype AS result, proretset AS rows, pronargdefaults AS defaults
FROM chapter WHERE prokind = 'f' AND proname !~ '^(summary_|term_summary|concentration_)'
ORDER BY proname, oidvectortypes(proargtypes) COLLATE "C";
-- the columns of the functions that return rows
SELECT proname, array_to_string(proargnames[pronargs + 1:], ' ') AS columns,
       (SELECT string_agg(format_type(t, NULL), ' ' ORDER BY i) FROM unnest(proallargtypes) WITH ORDINALITY AS a(t, i) WHERE i > pronargs) AS types
FROM chapter WHERE proretset ORDER BY proname;

-- it leaves nothing behind, and comes back the same; in another schema that is not in the path it works as well
CREATE TEMP VIEW objects AS
SELECT 'pg_class' AS catalog, count(*) AS n FROM pg_class UNION ALL SELECT 'pg_proc', count(*) FROM pg_proc
UNION ALL SELECT 'pg_type', count(*) FROM pg_type UNION ALL SELECT 'pg_cast', count(*) FROM pg_cast
UNION ALL SELECT 'pg_operator', count(*) FROM pg_operator UNION ALL SELECT 'pg_opclass', count(*) FROM pg_opclass
UNION ALL SELECT 'pg_aggregate', count(*) FROM pg_aggregate UNION ALL SELECT 'pg_description', count(*) FROM pg_description
UNION ALL SELECT 'pg_depend', count(*) FROM pg_depend UNION ALL SELECT 'pg_shdepend', count(*) FROM pg_shdepend
UNION ALL SELECT 'pg_extension', count(*) FROM pg_extension UNION ALL SELECT 'pg_init_privs', count(*) FROM pg_init_privs;
CREATE TEMP TABLE with_it (catalog text, n bigint);
CREATE TEMP TABLE without_it (catalog text, n bigint);
DO $$ BEGIN PERFORM set_config('regress.members', string_agg(object || ' ' || coalesce(obj_description(objid, 'pg_proc'), ''), E'\n' ORDER BY object COLLATE "C"), false) FROM member; END $$;
BEGIN;
INSERT INTO with_it SELECT * FROM objects;
DROP EXTENSION commissioning;
INSERT INTO without_it SELECT * FROM objects;
CREATE EXTENSION commissioning;
SELECT count(*) AS differences FROM objects FULL JOIN with_it USING (catalog) WHERE objects.n IS DISTINCT FROM with_it.n;
SELECT current_setting('regress.members') = string_agg(object || ' ' || coalesce(obj_description(objid, 'pg_proc'), ''), E'\n' ORDER BY object COLLATE "C") AS same_objects FROM member;
DROP EXTENSION commissioning;
SELECT count(*) AS left_behind FROM objects FULL JOIN without_it USING (catalog) WHERE objects.n IS DISTINCT FROM without_it.n;
CREATE SCHEMA elsewhere;
CREATE EXTENSION commissioning SCHEMA elsewhere;
SET LOCAL search_path = pg_catalog;
SELECT elsewhere.hhi(k, v), elsewhere.top_share(elsewhere.concentration_summary(k, v), 1),
       elsewhere.weighted_length(elsewhere.contract_term('2018-07-01', '2021-06-30'), v) AS years
FROM (VALUES ('a', 3), ('b', 1)) AS t(k, v);
SELECT elsewhere.total(elsewhere.rollup(s::text::elsewhere.concentration_summary)) AS total,
       (SELECT count(*) FROM elsewhere.lorenz(min(s::text)::elsewhere.concentration_summary)) AS points
FROM (SELECT elsewhere.concentration_summary(k, k) AS s FROM generate_series(1, 4) AS k) AS x;
SELECT band, value FROM elsewhere.value_bands((SELECT elsewhere.concentration_summary(k, k) FROM generate_series(1, 4) AS k), '{3}') ORDER BY band;
-- moved, with a table that depends on it
RESET search_path;
CREATE TABLE kept AS SELECT elsewhere.concentration_summary('a', 1) AS s;
CREATE SCHEMA moved;
ALTER EXTENSION commissioning SET SCHEMA moved;
SELECT moved.hhi(moved.rollup(s)) AS hhi, moved.hhi('b', 2) AS again FROM kept;
-- what depends on it keeps it from being dropped
SAVEPOINT before;
\set VERBOSITY sqlstate
DROP EXTENSION commissioning;
\set VERBOSITY default
ROLLBACK TO before;
ROLLBACK;
SELECT hhi('a', 1) AS back_again;
