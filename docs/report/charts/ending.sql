-- What ends when: what runs on the day of the report, by the quarter of its last day.

CREATE FUNCTION report.ending_chart() RETURNS text
	LANGUAGE sql STABLE SET jit = off
BEGIN ATOMIC
	SELECT CASE WHEN coalesce(sum(arrangements), 0) = 0
	            THEN report.nothing(format('Nothing runs on %s, so that nothing ends afterwards.', (SELECT report.day(as_of) FROM report.whole)))
	       ELSE report.bars('ending', 'What ends when',
	                format('Two bars for each quarter and what is after these: how many arrangements end and what they are worth. Most end: %s, %s.',
	                       (array_agg(label ORDER BY arrangements DESC))[1], report.counted(max(arrangements)::bigint, 'arrangement')),
	                array_agg(label ORDER BY place),
	                array_agg(CASE WHEN below_day IS NULL THEN 'rest' ELSE '' END ORDER BY place),
	                array_agg(CASE arrangements WHEN 0 THEN 'nothing ends'
	                          ELSE format('%s of %s; %s', report.counted(arrangements, 'arrangement'), report.counted(providers, 'provider'),
	                                 coalesce(report.money(value) || coalesce(', ' || report.percent(value_share) || ' of what runs', ''),
	                                          'value not known')) END ORDER BY place),
	                '{arrangements,value}',
	                array_agg(arrangements::float8 ORDER BY place) || array_agg(value ORDER BY place),
	                array_agg(report.whole_number(arrangements) ORDER BY place)
	                || array_agg(coalesce(report.short_money(value), CASE arrangements WHEN 0 THEN report.short_money(0) ELSE 'not known' END) ORDER BY place)) END
	FROM report.ending;
END;

CREATE FUNCTION report.ending_table() RETURNS text
	LANGUAGE sql STABLE SET jit = off
RETURN (SELECT report.table_of('What ends when', '{Ends,Arrangements,Providers,Value,Share}',
                               string_agg(report.table_row(ARRAY[report.said(label), report.whole_number(arrangements), report.whole_number(providers),
                                                           report.said(report.money(coalesce(value, CASE arrangements WHEN 0 THEN 0 END))),
                                                           report.said(report.percent(value_share))]), '' ORDER BY place))
        FROM report.ending);
