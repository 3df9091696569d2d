-- The page, section by section.  Needs :dir, the directory that this lies in.
\set ON_ERROR_STOP on
\pset footer off
\pset border 0
\pset null '-'
\set query 1-arrangements.sql
\ir section.sql
\set query 2-providers.sql
\ir section.sql
\set query 3-spend.sql
\ir section.sql
\set query 4-value.sql
\ir section.sql
\set query 5-length.sql
\ir section.sql
\set query 6-agencies.sql
\ir section.sql
\set query 7-types.sql
\ir section.sql
\set query 8-sourcing.sql
\ir section.sql
\set query 9-reporting.sql
\ir section.sql

\echo 'WHAT RUNS, AND WHAT ENDS: OF THIS NOTHING WAS PUBLISHED'
\echo
\echo 'Values are of whole terms.  Where there are no dates, nothing can be said, which is not'
\echo 'the same as none; what begins after 30 June 2021 is not in these rows.'
\echo
\set query 10-running.sql
\ir table.sql
\set query 11-at-risk.sql
\ir table.sql
\set query 12-gaps.sql
\ir table.sql

\echo 'WHAT THE PUBLISHED PAGE LEAVES UNCLEAR, AND WHICH QUERY SETTLES IT'
\echo
\set query b1-grants.sql
\ir note.sql
\set query b2-shares.sql
\ir note.sql
\set query b3-edge.sql
\ir note.sql
\set query b4-last-day.sql
\ir note.sql
\set query b5-annualised.sql
\ir note.sql
\set query b6-answers.sql
\ir note.sql
\set query b7-coverage.sql
\ir note.sql
\set query b8-self-reported.sql
\ir note.sql
\set query b9-police.sql
\ir note.sql
\set query b10-ten-names.sql
\ir note.sql
\set query b11-eighteen.sql
\ir note.sql
\set query b12-remaining.sql
\ir note.sql
\set query b13-health.sql
\ir note.sql
\set query b14-services.sql
\ir note.sql

SELECT count(*) FILTER (WHERE agrees) || ' of ' || count(agrees) || ' published figures agree.' AS line,
       count(*) FILTER (WHERE NOT agrees) > 0 AS any_missed
FROM comparison
\gset
\echo
\echo :line
\if :any_missed
SELECT ref, what, says, figure FROM comparison WHERE NOT agrees ORDER BY line;
\endif
