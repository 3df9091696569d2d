-- What the report is made of: the one file to edit for a table of your own.
--
-- As it stands it reads the table that test/data/sector.sql makes.  Everything lies in the
-- schema report; DROP SCHEMA report CASCADE takes it away again.  The file is read as UTF-8.

\set ON_ERROR_STOP 1
\encoding UTF8

CREATE SCHEMA report;

-- A row for each contract, grant or other agreement.  Leave none out: what is NULL here is
-- counted as missing in the figures that need it.
CREATE VIEW report.arrangement AS
SELECT id                                          AS arrangement,     -- bigint or text
       agency::text                                AS agency,          -- who pays
       provider_name::text                         AS provider,        -- who is paid
       contract_term(start_date, end_date)         AS term,            -- with its last day
       reporting_frequency::frequency              AS frequency,       -- NULL::frequency if nobody knows
       value::numeric                              AS value,           -- the money to report on
       -- The money of the whole term: mostly the same column.  Here it is not known of what has no days; the
       -- money of the year stands in for it, so that the coverage says how much of it that is.
       coalesce(total_value, value)::numeric       AS term_value
FROM arrangement;

-- What the rows do not say.
CREATE TABLE report.about (
	title         text NOT NULL,
	says          text,                           -- a line or two below the title
	as_of         date NOT NULL,                  -- what runs is counted on this day, reports in the year before it
	currency      text,                           -- '$', 'EUR', 'NZ$'; NULL if it shall not be said
	has_frequency boolean NOT NULL,               -- whether the rows say how often anybody reports
	first_month   int NOT NULL CHECK (first_month BETWEEN 1 AND 12),   -- of the fiscal year
	one_of_several boolean NOT NULL DEFAULT false  -- whether money of other currencies is left out as unknown
);
CREATE UNIQUE INDEX about_has_one_row ON report.about ((true));

INSERT INTO report.about VALUES (
	'A social sector''s year, 2020/21',
	'SYNTHETIC: all 18,816 arrangements are made up, so that figures which were once published follow from them. '
		'Money is that of 2020/21; where terms count, it is that of the whole term.',
	DATE '2021-07-01',
	'$',
	true,
	7
);
