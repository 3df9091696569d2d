-- How equal: which share of the money the providers with least have, up to each share of them.

CREATE VIEW report.top_shares AS
SELECT row_number() OVER (ORDER BY part)::int AS place, part::float8 AS provider_share, share::float8 AS value_share
FROM (SELECT 1.0 / holders(held) AS part, top_share(held, 1) AS share
      FROM report.whole
      WHERE holders(held) > 0
      UNION ALL
      SELECT part, 1 - value_share
      FROM report.whole, lorenz(held, 100), unnest('{0.01,0.05,0.1,0.2,0.3,0.5,0.75}'::numeric[]) AS part
      WHERE holder_share = 1 - part AND part * holders(held) > 1) AS x
WHERE share IS NOT NULL;

COMMENT ON VIEW report.top_shares IS 'What the largest provider holds, and what those that hold most hold together.';
COMMENT ON COLUMN report.top_shares.place IS 'Where the row stands: 1, 2, 3 ...';
COMMENT ON COLUMN report.top_shares.provider_share IS 'Part of the providers, those that hold most, 0 to 1.';
COMMENT ON COLUMN report.top_shares.value_share IS 'Part of the value that these hold, 0 to 1.';

CREATE FUNCTION report.lorenz_chart() RETURNS text
	LANGUAGE sql STABLE SET jit = off
BEGIN ATOMIC
	-- From 46, 10 to 376, 274.
	WITH curve AS (
	    SELECT count(*) AS points, string_agg(report.at(46 + 330 * provider_share) || ' ' || report.at(274 - 264 * value_share), ' L' ORDER BY place) AS path
	    FROM report.lorenz
	), figure AS (
	    SELECT part, value_share AS top, round(gini::numeric, 2) AS gini,
	           CASE WHEN providers >= 10 THEN 'The 10 % that hold most' WHEN providers > 1 THEN format('The largest of %s providers', providers)
	                ELSE 'The one provider' END AS who,
	           CASE WHEN providers >= 10 THEN 'hold ' ELSE 'holds ' END || report.percent(value_share) AS held
	    FROM (SELECT providers, gini, CASE WHEN providers >= 10 THEN 0.1 ELSE 1.0 / nullif(providers, 0) END::float8 AS part FROM report.concentration) AS c
	         LEFT JOIN report.top_shares ON provider_share = part
	), ticks AS (
	    SELECT string_agg(report.line(46, 274 - 264 * tick, 376, 274 - 264 * tick) || report.line(46 + 330 * tick, 10, 46 + 330 * tick, 274)
	                      || report.text_at(40, 278 - 264 * tick, 100 * tick || '&#160;%', 'class="number tick" text-anchor="end" font-size="11.2"')
	                      || report.text_at(46 + 330 * tick, 291, 100 * tick || '&#160;%', 'class="number tick" text-anchor="middle" font-size="11.2"'), '') AS drawn
	    FROM unnest('{0,0.25,0.5,0.75,1}'::float8[]) AS tick
	)
	SELECT CASE WHEN points < 2
	            THEN report.nothing('No provider holds a positive amount, so that there is nothing to draw.')
	            ELSE report.picture('lorenz', 'How equal the money is',
	                     format('The Lorenz curve of the providers, below the line of equality. %s %s; the Gini coefficient is %s.', who, held, gini),
	                     316,
	                     ticks.drawn
	                     || report.text_at(211, 311, 'of the providers, those with least first', 'class="head" text-anchor="middle"')
	                     || report.line(46, 274, 376, 10, 'class="equality" stroke="#8893a0" stroke-dasharray="4 4"')
	                     || format('<path class="under" d="M46 274 L%s L376 274 Z" fill="#2f6cab" fill-opacity="0.14"/>', path)
	                     || format('<path class="curve" d="M46 274 L%s" fill="none" stroke="#2f6cab" stroke-width="2"/>', path)
	                     || report.dot(376 - 330 * part, 10 + 264 * top, 4.5, 'mark', '#a8640f')
	                     || report.text_at(56, 30, report.said(who), 'class="strong"')
	                     || report.text_at(56, 46, report.said(held) || '.', 'class="strong"')
	                     || report.text_at(56, 64, 'Gini ' || gini, 'class="head"')) END
	FROM curve, figure, ticks;
END;

CREATE FUNCTION report.lorenz_table() RETURNS text
	LANGUAGE sql STABLE SET jit = off
RETURN (SELECT report.table_of('What the providers that hold most hold', '{Providers that hold most,Hold of the value}',
                               string_agg(report.table_row(ARRAY[CASE place WHEN 1 THEN 'the largest' ELSE 'the ' || report.said(100 * provider_share || ' %') END,
                                                           report.said(report.percent(value_share))]), ''
                                          ORDER BY place))
        FROM report.top_shares);
