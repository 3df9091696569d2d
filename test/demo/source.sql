-- The file that was read as the source of docs/report.
--
-- Reads arrangement, chosen and load_problem of load.sql; :title, :as_of, :has_reporting,
-- :first_month.

CREATE SCHEMA report;

CREATE VIEW report.arrangement AS
SELECT row AS arrangement, agency, provider, term, reporting_frequency AS frequency, value, value AS term_value
FROM arrangement;

CREATE TABLE report.about (
	title         text NOT NULL,
	says          text,
	as_of         date NOT NULL,
	currency      text,
	has_frequency boolean NOT NULL,
	first_month   int NOT NULL CHECK (first_month BETWEEN 1 AND 12),
	one_of_several boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX about_has_one_row ON report.about ((true));

INSERT INTO report.about
SELECT :'title',
       CASE rows WHEN 0 THEN 'The file has no rows.'
                 ELSE format('%s %s: %s complete, %s with a gap.', to_char(rows, 'FM999,999,999,990'), CASE rows WHEN 1 THEN 'row' ELSE 'rows' END,
                             to_char(rows - flawed, 'FM999,999,999,990'), to_char(flawed, 'FM999,999,999,990')) END
       || CASE WHEN currencies > 1 THEN format(' Figures of money are of %s alone.', currency) ELSE '' END,
       :'as_of', currency, :'has_reporting', :'first_month', currencies > 1
FROM chosen,
     (SELECT count(*) AS rows, count(*) FILTER (WHERE row IN (SELECT row FROM load_problem)) AS flawed FROM arrangement) AS r;
