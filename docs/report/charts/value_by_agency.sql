-- Who spends how much: a bar for each agency, those with most money first.

CREATE FUNCTION report.value_by_agency_chart() RETURNS text
	LANGUAGE sql STABLE SET jit = off
BEGIN ATOMIC
	SELECT CASE WHEN count(value) = 0 THEN report.nothing('No value is known of any arrangement, so that there is nothing to draw.')
	       ELSE report.bars('value_by_agency', 'Value by agency',
	                format('%s. Most: %s, %s.', report.bars_of(array_agg(agencies)),
	                       report.plain_name((array_agg(label ORDER BY value DESC NULLS LAST))[1]), report.short_money(max(value))),
	                array_agg(label ORDER BY place),
	                array_agg(CASE WHEN agencies = 1 THEN '' ELSE 'rest' END ORDER BY place),
	                array_agg(coalesce(report.money(value) || coalesce(', ' || report.percent(share) || ' of the value', ''), 'value not known') ORDER BY place),
	                NULL,
	                array_agg(value ORDER BY place),
	                array_agg(coalesce(report.short_money(value) || coalesce(' (' || report.percent(share) || ')', ''), 'not known') ORDER BY place)) END
	FROM report.agency_lines;
END;

CREATE FUNCTION report.value_by_agency_table() RETURNS text
	LANGUAGE sql STABLE SET jit = off
RETURN (SELECT report.table_of('Value by agency', '{Agency,Arrangements,Value,Share}',
                               string_agg(report.table_row(ARRAY[report.named(label), report.whole_number(arrangements),
                                                           report.said(report.money(value)), report.said(report.percent(share))]), ''
                                          ORDER BY place))
        FROM report.agency_lines);
