-- The page: psql -AtX -f page.sql -o report.html
--
-- One file that needs no other: no script, nothing that is fetched.  What it says is from
-- report.about, report.whole, report.sentence and report.coverage; pictures and tables are made by the files in charts,
-- and style.sql has how it looks.

\set ON_ERROR_STOP 1
\set QUIET 1
\encoding UTF8
\pset format unaligned
\pset tuples_only on
SET jit = off;
-- operators of the same names may stand first on the path of others
SET search_path = pg_catalog;

WITH section (place, chart, title, lead, drawn, figures) AS (VALUES
	(1, 'value_by_agency', 'Who spends how much?',
	 'The value of each agency''s arrangements, and its share of all.',
	 report.value_by_agency_chart(), report.value_by_agency_table()),
	(2, 'providers_by_agency', 'Who deals with how many providers?',
	 'A provider of two agencies is in the bars of both.',
	 report.providers_by_agency_chart(), report.providers_by_agency_table()),
	(3, 'contract_values', 'How large are contracts?',
	 'Shares of the contracts, and of their value, by what each is worth.',
	 report.contract_values_chart(), report.contract_values_table()),
	(4, 'contract_lengths', 'How long are contracts?',
	 'Shares of the contracts, and of their value, by the years from first to last day.',
	 report.contract_lengths_chart(), report.contract_lengths_table()),
	(5, 'lorenz', 'How concentrated is the money?',
	 'The share of the money (upwards) that the providers with least hold together. If all held the same, the curve would be the dashed line.',
	 report.lorenz_chart(), report.lorenz_table()),
	(6, 'provider_sets', 'Who shares providers with whom?',
	 'Each column is a set of agencies, the dots, and the providers that deal with just these.'
	 || coalesce((SELECT format(' Not drawn: %s of one agency only.', report.counted(of_one, 'provider')) FROM report.shared_providers WHERE of_one > 0), ''),
	 report.provider_sets_chart(), report.provider_sets_table()),
	(7, 'joint_saving', 'What would joint reporting spare?',
	 'Each cell is of the agency above its column and the one at the end of its row: '
	 'how many reports of the twelve months one schedule for both would make unnecessary, '
	 'beyond what each of the two spares with one schedule of its own.',
	 report.joint_saving_chart(), report.joint_saving_table()),
	(8, 'ending', 'What ends when?',
	 'What runs on the day of the report, by the quarter of its last day.',
	 report.ending_chart(), report.ending_table()),
	(9, 'money_by_year', 'Which year has how much money?',
	 'The value of each term, spread over its days. Paler: years that were not over on the day of the report.',
	 report.money_by_year_chart(), report.money_by_year_table())
), basis AS (
	SELECT figure,
	       CASE WHEN measured > 0 THEN report.stands_on(measured, missing, known::numeric)
	            WHEN missing > 0 THEN format('None of %s has all that this can use.', report.counted(missing, 'row'))
	            ELSE 'There are no rows.' END AS says
	FROM report.coverage
), written AS (
	SELECT string_agg(format('<li><a href="#%s">%s</a></li>', chart, title), '' ORDER BY place) AS links,
	       string_agg(format(E'<section id="%1$s" aria-labelledby="%1$s-head">\n<h2 id="%1$s-head">%2$s</h2>\n<p class="lead">%3$s</p>\n'
	                         '%4$s\n<p class="stands">%5$s</p>\n%6$s</section>\n',
	                         chart, title, lead, drawn, report.said(basis.says),
	                         '<div class="sheet" tabindex="0" role="region" aria-label="Table: ' || title || '">' || figures || E'</div>\n'), ''
	                  ORDER BY place) AS sections
	FROM section LEFT JOIN basis ON figure = chart
), short AS (
	SELECT string_agg(format(E'<div><dt>%s</dt><dd>%s <span class="stands">%s</span></dd></div>\n',
	                         report.said(question), report.said(says), report.said(stands_on)), '' ORDER BY place) AS five
	FROM report.sentence
)
SELECT '<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>' || report.escaped(title) || '</title>
<style>' || report.style() || '</style>
</head>
<body>
<header>
<h1>' || report.named(title) || '</h1>
<p class="day">As of ' || report.day(as_of) || '</p>
' || coalesce('<p class="says">' || report.said(nullif(btrim(about.says), '')) || E'</p>\n', '')
|| '<nav aria-label="Charts"><ul><li><a href="#short">In short</a></li>' || links || '</ul></nav>
</header>
<main>
<section id="short" aria-labelledby="short-head">
<h2 id="short-head">In short</h2>
<dl class="five">
' || coalesce(five, '') || '</dl>
</section>
' || sections || '</main>
<footer>
<p>Figures of ' || report.day(as_of) || ', made by commissioning '
|| (SELECT extversion FROM pg_extension WHERE extname = 'commissioning') || ', an extension of PostgreSQL, in PostgreSQL '
|| current_setting('server_version_num')::int / 10000 || '; the charts are drawn by SQL. The figures of each chart are in its table.</p>
</footer>
</body>
</html>'
FROM (SELECT title, says FROM report.about) AS about, (SELECT as_of FROM report.whole) AS made, written, short;
