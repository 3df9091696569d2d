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
SELECT obj_description(oid, 'pg_extension') <> '' AS comment, extrelocatable AS relocatable,
       (SELECT bool_and(trusted AND relocatable) FROM pg_available_extension_versions WHERE name = extname) AS trusted
FROM pg_extension WHERE extname = 'commissioning';
-- every function is immutable and parallel safe, in C, not SECURITY DEFINER, without settings of its own; but the binary
-- form of text depends on the client's encoding
CREATE TEMP VIEW function AS SELECT object, p.* FROM member JOIN pg_proc AS p ON p.oid = objid WHERE classid = 'pg_proc'::regclass;
SELECT object FROM function
WHERE provolatile <> CASE WHEN proname ~ 'summary_(send|recv)$' THEN 's' ELSE 'i' END OR proparallel <> 's' OR prosecdef OR proconfig IS NOT NULL OR proleakproof
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
