-- What the extension consists of, a line each, as docs/reference.md writes it.

SET search_path = public, pg_catalog;

WITH member AS (
  SELECT classid, objid
  FROM pg_depend
  WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
    AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'commissioning')
    -- later versions count the array types that come with types
    AND NOT (classid = 'pg_type'::regclass AND objid IN (SELECT typarray FROM pg_type))
), function AS (
  SELECT p.*, coalesce(proallargtypes, (proargtypes::oid[])[0:]) AS types
  FROM pg_proc AS p JOIN member ON classid = 'pg_proc'::regclass AND objid = p.oid
), argument AS (
  SELECT f.oid, n, coalesce(proargmodes[n], 'i') AS mode,
         concat_ws(' ', CASE proargmodes[n] WHEN 'v' THEN 'VARIADIC' END,
                   quote_ident(nullif(proargnames[n], '')), format_type(types[n], NULL),
                   -- a constant is shown with a cast to its type
                   'DEFAULT ' || regexp_replace(pg_get_function_arg_default(f.oid, n), '::[a-z ]+(\[\])?$', '')) AS written
  FROM function AS f, generate_series(1, cardinality(types)) AS n
), signature AS (
  SELECT f.oid,
         (SELECT string_agg(written, ', ' ORDER BY n) FROM argument AS a
          WHERE a.oid = f.oid AND mode IN ('i', 'v')) AS arguments,
         (SELECT string_agg(written, ', ' ORDER BY n) FROM argument AS a
          WHERE a.oid = f.oid AND mode IN ('o', 't')) AS columns
  FROM function AS f
)
-- what is not for users says so in its comment
SELECT format('%s %s(%s) → %s',
              CASE WHEN obj_description(oid, 'pg_proc') LIKE 'support:%' THEN 'support' WHEN prokind = 'a' THEN 'aggregate' ELSE 'function' END,
              proname, arguments,
              CASE WHEN proretset THEN 'SETOF ' ELSE '' END
              || coalesce('(' || columns || ')', format_type(prorettype, NULL)))
FROM function JOIN signature USING (oid)
UNION ALL
SELECT 'type ' || typname
FROM pg_type AS t JOIN member ON classid = 'pg_type'::regclass AND objid = t.oid
UNION ALL
SELECT format('cast %s → %s %s', format_type(castsource, NULL), format_type(casttarget, NULL),
              CASE castcontext WHEN 'e' THEN 'explicit' WHEN 'a' THEN 'in assignments' ELSE 'implicit' END)
FROM pg_cast AS c JOIN member ON classid = 'pg_cast'::regclass AND objid = c.oid
UNION ALL
-- Core converts every type from and to text, where no cast says otherwise.
SELECT cast_line
FROM pg_type AS t JOIN member ON classid = 'pg_type'::regclass AND objid = t.oid,
     LATERAL (VALUES (t.oid, 'text'::regtype, format('cast %s → text in assignments', typname)),
                     ('text'::regtype, t.oid, format('cast text → %s explicit', typname))) AS c (source, target, cast_line)
WHERE typtype = 'b'
  AND NOT EXISTS (SELECT FROM pg_cast WHERE castsource = source AND casttarget = target)
UNION ALL
SELECT format('operator %s %s %s', format_type(oprleft, NULL), oprname, format_type(oprright, NULL))
FROM pg_operator AS o JOIN member ON classid = 'pg_operator'::regclass AND objid = o.oid
UNION ALL
SELECT format('operator class %s %s', opcname, amname)
FROM pg_opclass AS o JOIN member ON classid = 'pg_opclass'::regclass AND objid = o.oid
     JOIN pg_am AS a ON a.oid = opcmethod
UNION ALL
SELECT 'something that the reference has no place for: ' || pg_describe_object(classid, objid, 0)
FROM member
WHERE classid NOT IN ('pg_proc'::regclass, 'pg_type'::regclass, 'pg_cast'::regclass,
                      'pg_operator'::regclass, 'pg_opclass'::regclass, 'pg_opfamily'::regclass)
ORDER BY 1;
