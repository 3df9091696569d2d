-- Who deals with how many providers: a bar for each of the same agencies, most providers first.

CREATE FUNCTION report.providers_by_agency_chart() RETURNS text
	LANGUAGE sql STABLE SET jit = off
BEGIN ATOMIC
	SELECT CASE WHEN coalesce(sum(providers), 0) = 0 THEN report.nothing('No provider is named, so that there is nothing to draw.')
	       ELSE report.bars('providers_by_agency', 'Providers by agency',
	                format('%s. Most: %s, %s.', report.bars_of(array_agg(agencies)),
	                       report.plain_name((array_agg(label ORDER BY providers DESC))[1]), report.counted(max(providers)::bigint, 'provider')),
	                array_agg(label ORDER BY nth),
	                array_agg(CASE WHEN agencies = 1 THEN '' ELSE 'rest' END ORDER BY nth),
	                array_agg(format('%s, %s', report.counted(providers, 'provider'), report.counted(arrangements, 'arrangement')) ORDER BY nth),
	                NULL,
	                array_agg(providers::float8 ORDER BY nth),
	                array_agg(report.whole_number(providers) ORDER BY nth)) END
	FROM (SELECT *, row_number() OVER (ORDER BY agencies = 1 DESC, CASE WHEN agencies = 1 THEN providers END DESC, place) AS nth
	      FROM report.agency_lines) AS x;
END;

CREATE FUNCTION report.providers_by_agency_table() RETURNS text
	LANGUAGE sql STABLE SET jit = off
RETURN (SELECT report.table_of('Providers by agency', '{Agency,Providers,Arrangements,Arrangements each}',
                               string_agg(report.table_row(ARRAY[report.named(label), report.whole_number(providers), report.whole_number(arrangements),
                                                           round(arrangements::numeric / nullif(providers, 0), 1)::text]), ''
                                          ORDER BY agencies = 1 DESC, CASE WHEN agencies = 1 THEN providers END DESC, place))
        FROM report.agency_lines);
