--
-- Queries around an aggregate, :call, over :rows, of which :key is the distribution
-- column.  "-- pushed" begins one that has to be computed on the workers, at least in
-- part, "-- any" one that Citus may compute elsewhere, or refuse.
--

-- pushed: all rows
:explain SELECT :call FROM :rows;
-- pushed: by the distribution column
:explain SELECT :key, :call FROM :rows GROUP BY :key ORDER BY :key;
-- pushed: by another column with NULLs
:explain SELECT region, :call FROM :rows GROUP BY region ORDER BY region;
-- pushed: by both
:explain SELECT :key, region, :call FROM :rows GROUP BY :key, region ORDER BY :key, region;
-- pushed: by an expression
:explain SELECT id % 3, :call FROM :rows GROUP BY id % 3 ORDER BY 1;
-- pushed: FILTER
:explain SELECT region, :call FILTER (WHERE id % 2 = 0) FROM :rows GROUP BY region ORDER BY region;
-- pushed: FILTER that leaves nothing
:explain SELECT region, :call FILTER (WHERE id < 0) FROM :rows GROUP BY region ORDER BY region;
-- pushed: no rows
:explain SELECT :call FROM :rows WHERE id < 0;
-- pushed: HAVING
:explain SELECT region, :call FROM :rows GROUP BY region HAVING (:call)::text > '0' AND count(*) > 1 ORDER BY region;
-- pushed: ordered by a figure
:explain SELECT region, :call FROM :rows GROUP BY region ORDER BY (:call)::text DESC, region LIMIT 3;
-- pushed: in a subquery
:explain SELECT min(f::text), max(f::text) FROM (SELECT region, :call AS f FROM :rows GROUP BY region) AS x;
-- pushed: in a common table expression
:explain WITH x AS MATERIALIZED (SELECT region, :call AS f FROM :rows GROUP BY region) SELECT * FROM x ORDER BY region;
-- pushed: beside others
:explain SELECT region, count(*), :call, sum(bucket), :call FILTER (WHERE id > 100) FROM :rows GROUP BY region ORDER BY region;
-- pushed: joined to a reference table
:explain SELECT a.sector, :call FROM :rows JOIN :agencies AS a USING (agency_id) GROUP BY a.sector ORDER BY a.sector;
-- pushed: outer join
:explain SELECT a.sector, :call FROM :rows LEFT JOIN :agencies AS a USING (agency_id) GROUP BY a.sector ORDER BY a.sector;
-- any: of the first rows
:explain SELECT region, :call FROM (SELECT * FROM :rows ORDER BY id LIMIT 5000) AS x GROUP BY region ORDER BY region;
-- any: prepared
\if :explained
SELECT 'not explained';
\else
PREPARE p (text) AS SELECT :call FROM :rows WHERE region = $1;
EXECUTE p ('Region 1');
EXECUTE p ('Region 2');
DEALLOCATE p;
\endif
-- any: a cursor
\if :explained
SELECT 'not explained';
\else
BEGIN;
DECLARE c CURSOR FOR SELECT region, :call FROM :rows GROUP BY region ORDER BY region;
FETCH 2 FROM c;
FETCH ALL FROM c;
COMMIT;
\endif
-- any: DISTINCT
:explain SELECT region, :distinct FROM :rows GROUP BY region ORDER BY region;
-- any: ORDER BY inside
:explain SELECT region, :ordered FROM :rows GROUP BY region ORDER BY region;
-- any: ROLLUP
:explain SELECT region, :call FROM :rows GROUP BY ROLLUP (region) ORDER BY grouping(region), region;
-- any: GROUPING SETS
:explain SELECT agency, region, :call FROM :rows GROUP BY GROUPING SETS ((agency), (region), ()) ORDER BY grouping(agency, region), 1, 2;
-- any: CUBE over a subquery
:explain SELECT region, :call FROM (SELECT * FROM :rows OFFSET 0) AS x GROUP BY CUBE (region) ORDER BY grouping(region), region;
-- any: a window
:explain SELECT id, :call OVER (PARTITION BY :key ORDER BY id) FROM :rows WHERE id < 2000 ORDER BY id;
-- any: a window by another column
:explain SELECT id, :call OVER (PARTITION BY region ORDER BY id) FROM :rows WHERE id < 300 ORDER BY id;
-- any: a window over groups
:explain SELECT region, max((:call)::text) OVER () FROM :rows GROUP BY region ORDER BY region;
