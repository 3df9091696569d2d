-- What joint reporting would spare: for each two agencies the reports that one schedule for both
-- would make unnecessary in the twelve months before the day of the report.

-- The pairs that are drawn: all two of the 12 agencies that spare most.  down and across
-- are their row and column.
CREATE VIEW report.drawn_pairs AS
WITH pair AS MATERIALIZED (
    SELECT agency_a, agency_b, providers, reports, joint_reports, saved FROM report.joint_saving
), agency AS MATERIALIZED (
    SELECT agency, row_number() OVER (ORDER BY sum(saved) DESC, agency)::int AS nth
    FROM pair, LATERAL (VALUES (agency_a), (agency_b)) AS two (agency)
    GROUP BY agency
    ORDER BY nth
    LIMIT 12
), found AS (
    SELECT least(a.nth, b.nth) AS across, greatest(a.nth, b.nth) AS down, providers, reports, joint_reports, saved
    FROM pair JOIN agency AS a ON a.agency = agency_a JOIN agency AS b ON b.agency = agency_b
)
SELECT a.agency AS head, b.agency AS side, a.nth AS across, b.nth AS down,
       coalesce(providers, 0) AS providers, reports, joint_reports, coalesce(saved, 0) AS saved
FROM agency AS a
     JOIN agency AS b ON b.nth > a.nth
     LEFT JOIN found ON (across, down) = (a.nth, b.nth);

COMMENT ON VIEW report.drawn_pairs IS 'All two of the agencies that spare most.';
COMMENT ON COLUMN report.drawn_pairs.head IS 'The agency at the head of the column.';
COMMENT ON COLUMN report.drawn_pairs.side IS 'The agency at the end of the row.';
COMMENT ON COLUMN report.drawn_pairs.across IS 'The column.';
COMMENT ON COLUMN report.drawn_pairs.down IS 'The row.';
COMMENT ON COLUMN report.drawn_pairs.providers IS 'Providers that both ask for reports.';
COMMENT ON COLUMN report.drawn_pairs.reports IS 'Reports that the two ask of these; NULL if there are none.';
COMMENT ON COLUMN report.drawn_pairs.joint_reports IS 'Reports if one went to both.';
COMMENT ON COLUMN report.drawn_pairs.saved IS 'What that would save beyond what each could save alone.';

-- Reports may be parts of one, since a term may begin and end within a month.  Where the saving is
-- below a hundred, all of its row have a decimal, so that the one less the other is the third to a tenth.
CREATE FUNCTION report.has_part(VARIADIC reports float8[]) RETURNS boolean
	LANGUAGE sql IMMUTABLE
RETURN (SELECT coalesce(bool_or(n <> round(n)), false) FROM unnest(reports) AS n);

CREATE FUNCTION report.part_number(n float8, fine boolean) RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN CASE WHEN fine THEN to_char(n::numeric, 'FM999,999,999,999,999,990.0') ELSE report.whole_number(n) END;

CREATE FUNCTION report.reports(n float8, fine boolean) RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN CASE WHEN n = 0 THEN 'no report'
            ELSE report.part_number(n, fine) || CASE report.part_number(n, fine) WHEN '1' THEN ' report' ELSE ' reports' END END;

CREATE FUNCTION report.joint_saving_chart() RETURNS text
	LANGUAGE sql STABLE SET jit = off
BEGIN ATOMIC
	WITH pair AS MATERIALIZED (
	    SELECT *, CASE WHEN saved > 0 THEN ceil(5 * sqrt(saved / max(saved) OVER ())) ELSE 0 END AS shade,
	           least(292.0 / (max(down) OVER () - 1), 44) AS wide, 24 AS high,
	           saved < 99.95 AND bool_or(report.has_part(reports, joint_reports, saved)) OVER () AS fine
	    FROM report.drawn_pairs
	), agency AS (
	    SELECT across AS nth, head AS agency, wide, high FROM pair UNION SELECT down, side, wide, high FROM pair
	), cells AS (
	    SELECT string_agg('<g>' || report.tip(ARRAY[head, side],
	                                          concat_ws(', ', report.reports(saved, fine) || ' fewer than the '
	                                                          || report.part_number(joint_reports + saved, fine) || ' with one schedule each',
	                                                    report.counted(providers, 'provider') || ' of both'))
	                      || format('<rect class="cell s%s" x="%s" y="%s" width="%s" height="%s" fill="#2f6cab" fill-opacity="%s" data-value="%s"/>',
	                                shade, report.at((across - 1) * wide), report.at((down - 1) * high), report.at(wide - 2), report.at(high - 2),
	                                report.at(shade * 0.09), saved)
	                      || report.text_at((across - 0.5) * wide - 1, (down - 0.5) * high + 3, report.tiny_number(saved, wide - 2),
	                                        format('class="number s%s" text-anchor="middle" font-size="11.2"', shade))
	                      || '</g>', '' ORDER BY down, across) AS drawn
	    FROM pair
	), names AS (
	    SELECT string_agg('<g>' || report.tip(agency, NULL)
	                      || report.name_at((nth - 1) * wide + 3, (nth - 0.5) * high + 3, agency, 396 - (nth - 1) * wide) || '</g>', '' ORDER BY nth) AS drawn,
	           count(*) AS agencies, max(nth * high) + 2 AS tall
	    FROM agency
	), most AS (
	    SELECT head, side, saved, fine FROM pair ORDER BY saved DESC, across, down LIMIT 1
	)
	SELECT CASE WHEN NOT has_frequency
	            THEN report.nothing('Nothing says how often providers report, so that nothing can be said of joint reports.')
	            WHEN coalesce((SELECT saved FROM most), 0) = 0
	            THEN report.nothing(CASE WHEN EXISTS (SELECT FROM report.joint_saving)
	                                THEN 'In the twelve months no two agencies asked the same provider for reports at the same time, so that '
	                                     'joint reports would spare nothing.'
	                                ELSE 'In the twelve months no provider reported to two agencies, so that joint reports would spare nothing.' END)
	            ELSE report.picture('joint_saving', 'What joint reporting would spare',
	                     format('A cell for %s: how many reports one schedule for both would spare in the twelve months, '
	                            'beyond what each of the two spares with one of its own. Most: %s.',
	                            CASE agencies WHEN 2 THEN 'the two agencies' ELSE format('each two of %s agencies', agencies) END,
	                            (SELECT format('%s and %s, %s', report.plain_name(head), report.plain_name(side), report.reports(saved, fine)) FROM most)),
	                     tall, cells.drawn || names.drawn) END
	FROM (SELECT has_frequency FROM report.whole) AS w, cells, names;
END;

CREATE FUNCTION report.joint_saving_table() RETURNS text
	LANGUAGE sql STABLE SET jit = off
BEGIN ATOMIC
	WITH pair AS MATERIALIZED (
	    SELECT *, providers > 0 AND saved < 99.95 AND bool_or(report.has_part(reports, joint_reports, saved)) OVER () AS fine
	    FROM report.drawn_pairs
	), others AS (
	    SELECT count(*) - (SELECT count(*) FROM pair WHERE providers > 0) AS pairs, sum(saved) - (SELECT sum(saved) FROM pair) AS saved
	    FROM report.joint_saving
	)
	SELECT report.table_of('What one schedule for two agencies would spare', '{Agencies,Providers of both,Their reports,With one schedule each,With one for both,Spared by sharing}',
	                       string_agg(report.table_row(ARRAY[report.named(head) || ' + ' || report.named(side), report.whole_number(providers),
	                                                   report.part_number(reports, fine), report.part_number(joint_reports + saved, fine),
	                                                   report.part_number(joint_reports, fine), report.part_number(saved, fine)]), ''
	                                  ORDER BY saved DESC, across, down),
	                       (SELECT report.table_row(ARRAY[report.counted(pairs, 'other pair'), NULL, NULL, NULL, NULL, report.whole_number(saved)])
	                        FROM others WHERE pairs > 0))
	FROM pair;
END;
