-- Who shares providers with whom: the commonest sets of agencies that have the same
-- providers, as an UpSet plot.  A column is a set, its dots are the agencies in it.

-- The sets that are drawn: the commonest first, each that brings the agencies to no more than 13, until
-- there are 18 or 200 have been looked at.  A row for each agency of each; across and
-- down are its column and row.
CREATE VIEW report.drawn_sets AS
WITH RECURSIVE member AS MATERIALIZED (
    SELECT place, agency FROM report.provider_set_members WHERE place <= 200
), common AS MATERIALIZED (
    SELECT place, degree, providers, value, (SELECT array_agg(agency) FROM member WHERE member.place = s.place) AS names
    FROM report.provider_sets AS s
    WHERE place <= 200
), walk AS (
    SELECT 0 AS place, 0 AS sets, '{}'::text[] AS chosen, false AS fits
    UNION ALL
    SELECT common.place, sets + u.fits::int, CASE WHEN u.fits THEN u.both ELSE chosen END, u.fits
    FROM walk
         JOIN common ON common.place = walk.place + 1
         CROSS JOIN LATERAL (SELECT array_agg(name) AS both, count(*) <= 13 AS fits
                             FROM (SELECT unnest(chosen) UNION SELECT unnest(names)) AS n (name)) AS u
    WHERE sets < 18
)
SELECT place, dense_rank() OVER (ORDER BY place)::int AS across,
       (SELECT string_agg(report.plain_name(name), ' + ' ORDER BY nth) FROM unnest(names) WITH ORDINALITY AS n (name, nth)) AS agencies, degree, providers, value, agency,
       dense_rank() OVER (ORDER BY total DESC, agency)::int AS down
FROM (SELECT place, common.names, degree, providers, value, agency, sum(providers) OVER (PARTITION BY agency) AS total
      FROM walk JOIN common USING (place) JOIN member USING (place)
      WHERE fits) AS x;

COMMENT ON VIEW report.drawn_sets IS 'The sets that are drawn, a row for each agency of each.';
COMMENT ON COLUMN report.drawn_sets.place IS 'The place of the set in report.provider_sets.';
COMMENT ON COLUMN report.drawn_sets.across IS 'Its column.';
COMMENT ON COLUMN report.drawn_sets.agencies IS 'The agencies, with + between them, for readers.';
COMMENT ON COLUMN report.drawn_sets.degree IS 'How many agencies these are.';
COMMENT ON COLUMN report.drawn_sets.providers IS 'Providers that deal with all of these agencies and with no other.';
COMMENT ON COLUMN report.drawn_sets.value IS 'Their value.';
COMMENT ON COLUMN report.drawn_sets.agency IS 'One of the agencies.';
COMMENT ON COLUMN report.drawn_sets.down IS 'Its row.';

CREATE VIEW report.shared_providers AS
SELECT (providers(sharing) - shared_providers(sharing))::int AS of_one, shared_providers(sharing)::int AS of_several
FROM report.whole
WHERE providers(sharing) > 0;

COMMENT ON VIEW report.shared_providers IS 'How many providers are shared, in one row; none if nobody is known to deal with anybody.';
COMMENT ON COLUMN report.shared_providers.of_one IS 'Providers that deal with one agency only.';
COMMENT ON COLUMN report.shared_providers.of_several IS 'Providers that deal with two agencies or more.';

CREATE FUNCTION report.provider_sets_chart() RETURNS text
	LANGUAGE sql STABLE SET jit = off
BEGIN ATOMIC
	WITH dot AS MATERIALIZED (
	    SELECT * FROM report.drawn_sets
	), shape AS (
	    SELECT sets, rows, room, wide, 128 + number AS top, wide > number + 2 AS lies
	    FROM (SELECT max(across) AS sets, max(down) AS rows, least(max(report.width(report.plain_name(agency))), 140) + 8 AS room,
	                 least((390 - least(max(report.width(report.plain_name(agency))), 140)) / max(across), 28) AS wide,
	                 greatest(max(report.width(report.whole_number(providers), 11.2)), 10) AS number
	          FROM dot) AS x
	), line AS (
	    SELECT DISTINCT down, agency, top + 17.5 + (down - 1) * 19 AS y
	    FROM dot, shape
	), stack AS (
	    SELECT across, agencies, providers, value, room + (across - 0.5) * wide AS x, 120.0 * providers / max(providers) OVER () AS tall
	    FROM (SELECT DISTINCT across, agencies, providers, value FROM dot) AS s, shape
	), lines AS (
	    SELECT string_agg(CASE WHEN down % 2 = 0 THEN ''
	                           ELSE format('<rect class="stripe" x="0" y="%s" width="400" height="19" fill="#f1f4f7"/>', report.at(y - 9.5)) END
	                      || '<g>' || report.tip(agency, NULL) || report.name_at(room - 8, y + 4, agency, room - 8, 'text-anchor="end"') || '</g>', ''
	                      ORDER BY down) AS drawn
	    FROM line, shape
	), others AS (
	    SELECT string_agg(report.dot(x, y, 2.5, 'other', '#c9d0d9'), '' ORDER BY across, down) AS drawn
	    FROM stack, line
	    WHERE (across, down) NOT IN (SELECT across, down FROM dot)
	), stacks AS (
	    SELECT string_agg('<g>' || report.tip(names, concat_ws(', ', report.counted(providers, 'provider'), report.money(value)))
	                      || report.touched(x - wide / 2, 0, wide, top + 10 + rows * 19)
	                      || report.bar(x - least(wide * 0.34, 8), top - tall, 2 * least(wide * 0.34, 8), tall, 'a', providers)
	                      || CASE WHEN lies THEN report.text_at(x, top - tall - 4, report.whole_number(providers),
	                                                             'class="number" text-anchor="middle" font-size="11.2"')
	                              ELSE report.text_up(x + 4, top - tall - 4, report.whole_number(providers), 'class="number" font-size="11.2"') END
	                      || members || '</g>', '' ORDER BY across) AS drawn
	    FROM stack
	         JOIN (SELECT across, report.line(min(x), min(y), min(x), max(y), 'class="link" stroke="#2f6cab" stroke-width="2"')
	                              || string_agg(report.dot(x, y, 5, 'member', '#2f6cab'), '' ORDER BY down) AS members,
	                              array_agg(agency ORDER BY down) AS names
	               FROM dot JOIN line USING (down, agency) JOIN stack USING (across)
	               GROUP BY across) AS m USING (across), shape
	)
	SELECT CASE WHEN sets > 0
	            THEN report.picture('provider_sets', 'Who shares providers with whom',
	                     format('A column for %s: a bar for the providers that deal with just these, dots for the agencies. The commonest: %s.',
	                            report.each_of(sets, 'set of agencies', 'sets of agencies'),
	                            (SELECT agencies || ', ' || report.counted(providers, 'provider') FROM stack WHERE across = 1)),
	                     top + 12 + rows * 19,
	                     lines.drawn || coalesce(others.drawn, '') || stacks.drawn || report.line(room, top, 400, top, 'class="axis" stroke="#8893a0"'))
	            WHEN (SELECT count(*) FROM report.agencies) < 2
	            THEN report.nothing('There is one agency at most, so that no provider is shared.')
	            WHEN EXISTS (SELECT FROM report.provider_sets)
	            THEN report.nothing('Each provider that deals with two agencies or more deals with so many that there is no room to draw them.')
	            ELSE report.nothing('No provider deals with two agencies or more, so that there is nothing to draw.') END
	FROM shape, lines, others, stacks;
END;

CREATE FUNCTION report.provider_sets_table() RETURNS text
	LANGUAGE sql STABLE SET jit = off
BEGIN ATOMIC
	WITH drawn AS MATERIALIZED (
	    SELECT across, providers, value, string_agg(report.named(agency), ' + ' ORDER BY down) AS names
	    FROM report.drawn_sets
	    GROUP BY across, providers, value
	), listed AS (
	    SELECT sum(providers) AS providers, sum(value) AS value FROM report.provider_sets
	), others AS (
	    SELECT of_one, of_several - d.providers AS providers, CASE WHEN listed.providers = of_several THEN listed.value - d.value END AS value
	    FROM report.shared_providers, listed, (SELECT sum(providers) AS providers, sum(value) AS value FROM drawn) AS d
	), foot AS (
	    SELECT CASE WHEN providers > 0
	                THEN report.table_row(ARRAY['other sets', report.whole_number(providers), report.said(report.money(value))]) ELSE '' END
	           || report.table_row(ARRAY['one agency only', report.whole_number(of_one), NULL]) AS rows
	    FROM others
	)
	SELECT report.table_of('Providers by the agencies they deal with', '{Agencies,Providers,Value}',
	                       string_agg(report.table_row(ARRAY[names, report.whole_number(providers), report.said(report.money(value))]), '' ORDER BY across),
	                       (SELECT rows FROM foot))
	FROM drawn;
END;
