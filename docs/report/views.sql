-- Figures as plain columns, for charts and dashboards: text, integers, float8, days.
--
-- Reads report.arrangement and report.about, which source.sql makes, and functions of words.sql.
-- Two materialized views keep what was read: by_agency, with a summary of each agency for each kind of
-- question, and whole, which puts the agencies together.  All others read these two.

COMMENT ON VIEW report.arrangement IS 'The rows that everything here is made of, one for each contract, grant or other agreement.';
COMMENT ON COLUMN report.arrangement.arrangement IS 'What identifies the row; one without is in no band of value.';
COMMENT ON COLUMN report.arrangement.agency IS 'Who pays.';
COMMENT ON COLUMN report.arrangement.provider IS 'Who is paid.';
COMMENT ON COLUMN report.arrangement.term IS 'From the first day to the last.';
COMMENT ON COLUMN report.arrangement.frequency IS 'How often the provider reports on it.';
COMMENT ON COLUMN report.arrangement.value IS 'The money that is reported on.';
COMMENT ON COLUMN report.arrangement.term_value IS 'The money of the whole term.';
COMMENT ON TABLE report.about IS 'What the rows do not say, in one row.';
COMMENT ON COLUMN report.about.title IS 'The title of the page.';
COMMENT ON COLUMN report.about.says IS 'A line or two below the title.';
COMMENT ON COLUMN report.about.as_of IS 'The day on which is counted what runs; reports are those of the twelve months before it.';
COMMENT ON COLUMN report.about.currency IS 'The sign or code of the money.';
COMMENT ON COLUMN report.about.has_frequency IS 'Whether the rows say how often anybody reports.';
COMMENT ON COLUMN report.about.first_month IS 'The month in which the fiscal year begins.';
COMMENT ON COLUMN report.about.one_of_several IS 'Whether there is money in other currencies, which counts as unknown.';

ANALYZE report.about;

-- Each agency: what is asked of its rows, one summary for each kind of question.
CREATE MATERIALIZED VIEW report.by_agency AS
SELECT agency,
       count(*)                                                       AS arrangements,
       count(provider)                                                AS with_provider,
       count(value)                                                   AS with_value,
       sum(value)                                                     AS value,
       max(value)                                                     AS largest,
       term_summary(term, value)                                      AS lengths,
       concentration_summary(arrangement, value)                      AS contracts,
       concentration_summary(provider, value)                         AS held,
       overlap_summary(agency, provider, value)                       AS sharing,
       schedule_summary(agency, provider, frequency, term, term_value) AS schedule
FROM report.arrangement
GROUP BY agency
WITH NO DATA;

-- To compress them would take longer than to make them.
ALTER MATERIALIZED VIEW report.by_agency
	ALTER COLUMN lengths SET STORAGE EXTERNAL, ALTER COLUMN contracts SET STORAGE EXTERNAL,
	ALTER COLUMN held SET STORAGE EXTERNAL, ALTER COLUMN sharing SET STORAGE EXTERNAL,
	ALTER COLUMN schedule SET STORAGE EXTERNAL;
REFRESH MATERIALIZED VIEW report.by_agency;

COMMENT ON MATERIALIZED VIEW report.by_agency IS 'Summaries of each agency: each row of the source is read once.  REFRESH it before report.whole.';
COMMENT ON COLUMN report.by_agency.agency IS 'NULL where a row names none.';
COMMENT ON COLUMN report.by_agency.arrangements IS 'Rows.';
COMMENT ON COLUMN report.by_agency.with_provider IS 'Rows that name a provider.';
COMMENT ON COLUMN report.by_agency.with_value IS 'Rows of known value.';
COMMENT ON COLUMN report.by_agency.value IS 'Value of all rows.';
COMMENT ON COLUMN report.by_agency.largest IS 'The largest value of a row.';
COMMENT ON COLUMN report.by_agency.lengths IS 'How long contracts are.';
COMMENT ON COLUMN report.by_agency.contracts IS 'What each contract is worth.';
COMMENT ON COLUMN report.by_agency.held IS 'What each provider holds.';
COMMENT ON COLUMN report.by_agency.sharing IS 'Which providers there are.';
COMMENT ON COLUMN report.by_agency.schedule IS 'What runs when, with its reports.';

COMMENT ON SCHEMA report IS 'Figures and charts of one table of arrangements.';

-- Steps of value: 0, 1, 2, 5, 10 ..., and which of them a step is.
CREATE FUNCTION report.size_steps() RETURNS numeric[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN ARRAY[0::numeric] || ARRAY(SELECT trim_scale(m * 10::numeric ^ e) FROM generate_series(0, 15) AS e, unnest('{1,2,5}'::numeric[]) AS m ORDER BY 1);

CREATE FUNCTION report.size_step(step numeric) RETURNS int
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN array_position(report.size_steps(), step);

-- From a day on eight quarters, of which the first may have begun, and what is later.
CREATE FUNCTION report.quarters(day date, OUT nth int, OUT label text, OUT from_day date, OUT below_day date) RETURNS SETOF record
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT n, CASE WHEN n = 9 THEN 'later'
	               ELSE format('%s-%s %s', names[month], names[month + 2], extract(year FROM first)) END,
	       greatest(first, day), CASE WHEN n < 9 THEN (first + interval '3 months')::date END
	FROM (SELECT n, first, extract(month FROM first)::int AS month, '{Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec}'::text[] AS names
	      FROM (SELECT n, (date_trunc('quarter', day::timestamp) + (n - 1) * interval '3 months')::date AS first
	            FROM generate_series(1, 9) AS n) AS f) AS q;
END;

-- The year in which the fiscal year of a day begins.
CREATE FUNCTION report.fiscal_year_of(day date, first_month int) RETURNS int
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN (extract(year FROM day) - CASE WHEN extract(month FROM day) < first_month THEN 1 ELSE 0 END)::int;

-- The fiscal years between two days: twelve of them around a third, and those before and after together.
-- A day that there is not is as if those years were.
CREATE FUNCTION report.fiscal_years(first_day date, last_day date, day date, first_month int,
                                    OUT nth int, OUT label text, OUT from_day date, OUT below_day date) RETURNS SETOF record
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH span AS (
		SELECT greatest(first, least(report.fiscal_year_of(day, first_month) - 5, last - 11), 1) AS since, first, last
		FROM (SELECT CASE WHEN isfinite(first_day) AND first_day >= DATE '0002-01-01' THEN report.fiscal_year_of(first_day, first_month) END AS first,
		             CASE WHEN isfinite(last_day) THEN report.fiscal_year_of(last_day, first_month) END AS last) AS f
	)
	SELECT 0, 'before ' || fiscal_year(make_date(since, first_month, 1), first_month), NULL::date, make_date(since, first_month, 1)
	FROM span
	WHERE coalesce(first < since, true)
	UNION ALL
	SELECT n, fiscal_year(make_date(since + n - 1, first_month, 1), first_month), make_date(since + n - 1, first_month, 1), make_date(since + n, first_month, 1)
	FROM span, generate_series(1, 12) AS n
	WHERE coalesce(since + n - 1 <= last, true)
	UNION ALL
	SELECT 13, 'after ' || fiscal_year(make_date(since + 11, first_month, 1), first_month), make_date(since + 12, first_month, 1), NULL
	FROM span
	WHERE coalesce(since + 11 < last, true);
END;

-- With how many agencies deals each provider, where names of one key are one?  A row for each provider.
-- "alike" is whether two of the agencies have one key.
CREATE FUNCTION report.agencies_by_key(sharing overlap_summary, alike boolean) RETURNS SETOF bigint
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH named AS MATERIALIZED (
		SELECT coalesce(provider_key(provider), provider) AS key, count(*) AS names, max(cardinality(agencies)) AS agencies
		FROM shared_provider_list(sharing, 1)
		GROUP BY 1
	)
	SELECT agencies::bigint FROM named WHERE names = 1 AND NOT alike
	UNION ALL
	SELECT count(DISTINCT coalesce(provider_key(agency), agency))
	FROM shared_provider_list(sharing, 1) AS p JOIN named ON named.key = coalesce(provider_key(p.provider), p.provider),
	     unnest(p.agencies) AS agency
	WHERE (alike OR EXISTS (SELECT FROM named WHERE names > 1)) AND (alike OR names > 1)
	GROUP BY named.key;
END;

-- All agencies together, in one row, also where there are none.  What is read of the schedules is read
-- here, while they are at hand, and they are not kept.
CREATE MATERIALIZED VIEW report.whole AS
WITH about AS (
	SELECT as_of, has_frequency, first_month,
	       daterange((as_of - interval '1 year')::date, as_of) AS year_before,
	       daterange(as_of, (as_of + interval '1 year')::date) AS year_after
	FROM report.about
), agency AS (
	SELECT *, agency IS NOT NULL AND count(agency) OVER () > 13
	          AND row_number() OVER (ORDER BY agency IS NULL, value DESC NULLS LAST, arrangements DESC, agency COLLATE "C") > 12 AS is_other
	FROM report.by_agency
), whole AS (
	SELECT coalesce(sum(arrangements), 0)::bigint          AS arrangements,
	       coalesce(sum(with_provider), 0)::bigint         AS with_provider,
	       coalesce(sum(with_value), 0)::bigint            AS with_value,
	       coalesce(sum(with_provider) FILTER (WHERE agency IS NOT NULL), 0)::bigint AS with_who,
	       coalesce(sum(measured_rows(contracts)), 0)::bigint AS with_contract_value,
	       sum(value)                                      AS value,
	       max(largest)                                    AS largest,
	       rollup(lengths)                                 AS lengths,
	       rollup(held)                                    AS held,
	       rollup(sharing)                                 AS sharing,
	       rollup(sharing) FILTER (WHERE is_other)         AS others,
	       rollup(schedule)                                AS schedule,
	       count(agency) > count(DISTINCT coalesce(provider_key(agency), agency)) AS alike,
	       bool_or(agency IS NULL)                         AS some_have_none
	FROM agency
), size AS (
	-- Contracts by steps of value.  What those below 0 come to is what is missing from the sum.
	SELECT report.size_step(lower(band)) AS step, sum(holders) AS contracts, sum(b.value) AS value
	FROM report.by_agency, value_bands(contracts, report.size_steps()) AS b
	WHERE holders > 0
	GROUP BY band
	UNION ALL
	SELECT 0, sum(negative_holders(contracts)), sum(value - coalesce(total(contracts), 0))
	FROM report.by_agency
	WHERE negative_holders(contracts) > 0
	HAVING count(*) > 0
), term AS MATERIALIZED (
	-- The different terms, which are fewer than rows where contracts are made by the month, and who has
	-- them; each day bears the same.
	SELECT first_day, below_day, who, known_who, has_term, rows, with_value, with_frequency, value, gross, gross_with_frequency, known_who AND on_day AS runs,
	       isfinite(first_day) AND isfinite(below_day) AS has_days,
	       CASE WHEN isfinite(first_day) AND isfinite(below_day) THEN value / (below_day - first_day) END AS a_day
	FROM (SELECT lower(term) AS first_day, upper(term) AS below_day, agency IS NOT NULL AND provider IS NOT NULL AS known_who,
	             term @> (SELECT as_of FROM about) AS on_day,
	             NOT isempty(term) AS has_term,
	             overlap_summary(agency, provider) FILTER (WHERE term @> (SELECT as_of FROM about)) AS who,
	             count(*) AS rows, count(term_value) AS with_value, count(frequency) AS with_frequency,
	             sum(term_value) AS value, sum(abs(term_value)) AS gross, sum(abs(term_value)) FILTER (WHERE frequency IS NOT NULL) AS gross_with_frequency
	      FROM report.arrangement
	      GROUP BY term, agency IS NOT NULL AND provider IS NOT NULL) AS t
), day AS (
	SELECT min(first_day) AS first_day, max(below_day) - 1 AS last_day,
	       bool_and(coalesce(isfinite(first_day) AND isfinite(below_day), false)) FILTER (WHERE has_term) AS all_closed,
	       coalesce(sum(rows) FILTER (WHERE has_days), 0)::bigint                                  AS with_length,
	       coalesce(sum(with_value) FILTER (WHERE has_days), 0)::bigint                            AS measured,
	       coalesce(sum(gross) FILTER (WHERE has_days), 0) / nullif(sum(gross), 0)                 AS measured_share,
	       coalesce(sum(rows) FILTER (WHERE has_term AND known_who), 0)::bigint                    AS covered,
	       coalesce(sum(gross) FILTER (WHERE has_term AND known_who), 0) / nullif(sum(gross), 0)   AS covered_share,
	       coalesce(sum(with_frequency) FILTER (WHERE has_term AND known_who), 0)::bigint          AS asked,
	       coalesce(sum(gross_with_frequency) FILTER (WHERE has_term AND known_who), 0) / nullif(sum(gross), 0) AS asked_share,
	       coalesce(sum(rows) FILTER (WHERE runs AND below_day <= upper(year_after)), 0)::bigint AS ending,
	       sum(value) FILTER (WHERE runs AND below_day <= upper(year_after))            AS ending_value
	FROM term, about
), line AS MATERIALIZED (
	SELECT nth, label, from_day, q.below_day, coalesce(sum(rows), 0) AS arrangements, rollup(who) AS who, sum(value) AS value
	FROM (SELECT *, below_day IS NULL AS later FROM report.quarters((SELECT as_of FROM about))
	      UNION ALL
	      SELECT 10, 'no end', NULL, NULL, NULL) AS q
	     LEFT JOIN term ON runs AND CASE WHEN isfinite(term.below_day)
	                                     THEN term.below_day > from_day AND (term.below_day <= q.below_day OR later)
	                                     ELSE nth = 10 END
	GROUP BY nth, label, from_day, q.below_day
), running AS (
	SELECT sum(arrangements)::bigint AS arrangements, coalesce(providers(rollup(who)), 0) AS providers, sum(value) AS value FROM line
), year AS (
	SELECT nth, label, from_day, y.below_day,
	       (SELECT coalesce(sum(a_day * (least(term.below_day, y.below_day) - greatest(first_day, from_day))), 0)
	        FROM term
	        WHERE a_day IS NOT NULL AND (first_day < y.below_day OR y.below_day IS NULL) AND (term.below_day > from_day OR from_day IS NULL)) AS value
	FROM about, day, report.fiscal_years(day.first_day, day.last_day, as_of, first_month) AS y
)
SELECT about.as_of,
       about.has_frequency,
       whole.arrangements,
       whole.with_provider,
       whole.with_value,
       whole.value,
       whole.lengths,
       whole.held,
       whole.sharing,
       (SELECT jsonb_agg(size ORDER BY step) FROM size)      AS sizes,
       providers(whole.others)                               AS providers_of_others,
       (SELECT count(DISTINCT provider) FROM report.arrangement WHERE some_have_none AND agency IS NULL) AS providers_of_nobody,
       largest.value                                         AS largest_value,
       weighted_length(subtract(whole.lengths, largest.length)) AS years_without_largest,
       keyed.providers                                       AS providers_by_key,
       keyed.shared                                          AS shared_by_key,
       sets.sets,
       asked.reports,
       asked.joint_reports,
       asked.providers                                       AS asked_providers,
       pairs.pairs,
       day.asked                                             AS reporting_measured,
       day.asked_share                                       AS reporting_known,
       running.arrangements                                  AS running_arrangements,
       running.providers                                     AS running_providers,
       running.value                                         AS running_value,
       day.ending                                            AS ending_arrangements,
       day.ending_value,
       providers_at_risk(schedule, about.year_after, 0.9)    AS providers_at_risk,
       (SELECT jsonb_agg(jsonb_build_object('label', label, 'from_day', from_day, 'below_day', below_day, 'arrangements', arrangements,
                                            'providers', coalesce(providers(who), 0), 'value', value) ORDER BY nth)
        FROM line)                                           AS ending,
       day.covered                                           AS covered_measured,
       day.covered_share                                     AS covered_known,
       CASE WHEN day.all_closed THEN day.first_day END       AS first_day,
       CASE WHEN day.all_closed THEN day.last_day END        AS last_day,
       day.with_length,
       whole.with_who,
       whole.with_contract_value,
       (SELECT jsonb_agg(year ORDER BY nth) FROM year)       AS years,
       day.measured                                          AS days_measured,
       day.measured_share                                    AS days_known
FROM about
     CROSS JOIN whole
     CROSS JOIN day
     CROSS JOIN running
     -- The contract with most money that has a length, if it may move the mean by value by a tenth.
     LEFT JOIN LATERAL
     (SELECT value, term_summary(term, value) AS length
      FROM (SELECT value, term
            FROM report.arrangement
            WHERE value > 0 AND isfinite(lower(term)) AND isfinite(upper(term))
                  AND NOT coalesce(whole.largest < total(whole.lengths)
                                   AND 10 * whole.largest * greatest(weighted_length(whole.lengths),
                                                                     length_quantile(whole.lengths, 1) - weighted_length(whole.lengths))
                                       <= weighted_length(whole.lengths) * (total(whole.lengths) - whole.largest), false)
            ORDER BY value DESC, arrangement
            LIMIT 1) AS l
      GROUP BY value) AS largest ON true
     -- Providers with names that look alike taken for one.
     CROSS JOIN LATERAL
     (SELECT count(*) AS providers, count(*) FILTER (WHERE agencies > 1) AS shared
      FROM report.agencies_by_key(whole.sharing, whole.alike) AS agencies) AS keyed
     CROSS JOIN LATERAL
     (SELECT jsonb_agg(o ORDER BY providers DESC, value DESC NULLS LAST, agencies COLLATE "C") AS sets
      FROM (SELECT *
            FROM overlap_sets(whole.sharing)
            WHERE cardinality(agencies) > 1
            ORDER BY providers DESC, value DESC NULLS LAST, agencies COLLATE "C"
            LIMIT 500) AS o) AS sets
     CROSS JOIN LATERAL
     (SELECT sum(reports) AS reports, sum(joint_reports) AS joint_reports, count(*) AS providers
      FROM most_burdened(schedule, providers(schedule), about.year_before)) AS asked
     CROSS JOIN LATERAL
     (SELECT jsonb_agg(p ORDER BY saved DESC, agency_a COLLATE "C", agency_b COLLATE "C") AS pairs
      FROM joint_pairs(schedule, about.year_before) AS p) AS pairs
WITH NO DATA;

ALTER MATERIALIZED VIEW report.whole
	ALTER COLUMN lengths SET STORAGE EXTERNAL, ALTER COLUMN held SET STORAGE EXTERNAL, ALTER COLUMN sharing SET STORAGE EXTERNAL;
REFRESH MATERIALIZED VIEW report.whole;

COMMENT ON MATERIALIZED VIEW report.whole IS 'All agencies together, in one row: summaries, and what is read of larger ones that are not kept.  REFRESH it after report.by_agency.';

-- Agencies.

CREATE VIEW report.agencies AS
SELECT row_number() OVER (ORDER BY agency IS NULL, a.value DESC NULLS LAST, a.arrangements DESC, agency COLLATE "C")::int AS place,
       coalesce(agency, '(no agency)')                  AS agency,
       a.arrangements::int                              AS arrangements,
       (CASE WHEN agency IS NULL THEN providers_of_nobody ELSE providers(a.sharing) END)::int AS providers,
       a.value::float8                                  AS value,
       CASE WHEN whole.value > 0 THEN (a.value / whole.value)::float8 END AS share,
       mean_length(a.lengths)::float8                   AS mean_years,
       weighted_length(a.lengths)::float8               AS years_by_value,
       hhi(a.held)::float8                              AS hhi,
       gini(a.held)::float8                             AS gini,
       value_coverage(a.held)::float8                   AS provider_known,
       value_coverage(a.lengths)::float8                AS length_known
FROM report.by_agency AS a, report.whole;

COMMENT ON VIEW report.agencies IS 'All agencies, those with most money first.';
COMMENT ON COLUMN report.agencies.place IS 'Where the row stands: 1, 2, 3 ...';
COMMENT ON COLUMN report.agencies.agency IS 'The agency; (no agency), the last, has the rows that name none.';
COMMENT ON COLUMN report.agencies.arrangements IS 'Rows.';
COMMENT ON COLUMN report.agencies.providers IS 'Providers that are paid by this agency.';
COMMENT ON COLUMN report.agencies.value IS 'Value of its rows.';
COMMENT ON COLUMN report.agencies.share IS 'Its part of the value of all agencies, 0 to 1.';
COMMENT ON COLUMN report.agencies.mean_years IS 'Mean length of its contracts in years.';
COMMENT ON COLUMN report.agencies.years_by_value IS 'The same where each contract counts with its money.';
COMMENT ON COLUMN report.agencies.hhi IS 'Herfindahl-Hirschman index of its providers; above 0.25 is highly concentrated.';
COMMENT ON COLUMN report.agencies.gini IS 'Gini coefficient of what its providers hold: 0 if all hold the same.';
COMMENT ON COLUMN report.agencies.provider_known IS 'Part of its known value whose provider is known, 0 to 1.';
COMMENT ON COLUMN report.agencies.length_known IS 'Part of its known value whose length is known, 0 to 1.';

CREATE VIEW report.agency_lines AS
WITH ranked AS (
	SELECT *, CASE WHEN agency IS NOT NULL AND nth > 12 AND agencies > 13 THEN 13 ELSE nth END AS line
	FROM (SELECT agency, arrangements, providers(sharing) AS providers, value, count(agency) OVER () AS agencies,
	             row_number() OVER (ORDER BY agency IS NULL, value DESC NULLS LAST, arrangements DESC, agency COLLATE "C") AS nth
	      FROM report.by_agency) AS a
)
SELECT row_number() OVER (ORDER BY line)::int         AS place,
       CASE WHEN count(*) > 1 THEN report.counted(count(*), 'other') ELSE coalesce(min(agency), '(no agency)') END AS label,
       count(agency)::int                             AS agencies,
       sum(ranked.arrangements)::int                  AS arrangements,
       (CASE WHEN count(*) > 1 THEN providers_of_others WHEN count(agency) = 0 THEN providers_of_nobody ELSE min(providers) END)::int AS providers,
       sum(ranked.value)::float8                      AS value,
       CASE WHEN whole.value > 0 THEN (sum(ranked.value) / whole.value)::float8 END AS share
FROM ranked, report.whole
GROUP BY line, whole.value, providers_of_others, providers_of_nobody;

COMMENT ON VIEW report.agency_lines IS 'The twelve agencies with most money, and all others in one line.';
COMMENT ON COLUMN report.agency_lines.place IS 'Where the row stands: 1, 2, 3 ...';
COMMENT ON COLUMN report.agency_lines.label IS 'The agency, how many others, or (no agency).';
COMMENT ON COLUMN report.agency_lines.agencies IS 'How many agencies the line has: 1 mostly, 0 for (no agency).';
COMMENT ON COLUMN report.agency_lines.arrangements IS 'Rows.';
COMMENT ON COLUMN report.agency_lines.providers IS 'Providers, each counted once.';
COMMENT ON COLUMN report.agency_lines.value IS 'Value of the rows.';
COMMENT ON COLUMN report.agency_lines.share IS 'Part of the value of all agencies, 0 to 1.';

-- Contracts by value and by length.

-- Steps as report.size_steps() numbers them: 0 below 0, 1 from 0 on, 2 from 1 on, 3 from 2 on,
-- 4 from 5 on, 5 from 10 on ...  The first break has at most a twentieth of the contracts below it, the
-- last at most a hundredth above; where all are much alike, there are some breaks around them.  Between them are breaks at 1, 2 and 5 of each ten if nine
-- bands suffice, else at 1 and 5, else at 1, else at that of a thousand.
CREATE VIEW report.contract_values AS
WITH size AS (
	SELECT b.step, b.contracts, b.value
	FROM report.whole, jsonb_to_recordset(sizes) AS b (step int, contracts bigint, value numeric)
), seen AS (
	SELECT step, sum(contracts) OVER (ORDER BY step) AS upto, sum(contracts) OVER () AS of
	FROM size
	WHERE step > 1
), ends AS (
	SELECT greatest(least(first, (first + last) / 2 - 2), 2) AS first, least(greatest(last, (first + last) / 2 + 3), 49) AS last
	FROM (SELECT min(step) FILTER (WHERE upto * 20 > of) AS first, min(step) FILTER (WHERE upto * 100 >= of * 99) + 1 AS last
	      FROM seen) AS e
), member AS (
	SELECT scheme, step
	FROM (VALUES (1, 3, '{0,1,2}'::int[]), (2, 3, '{0,2}'), (3, 3, '{0}'), (4, 9, '{0}')) AS s (scheme, every, places),
	     generate_series(2, 49) AS step
	WHERE (step - 2) % every = ANY (places)
), breaks AS (
	SELECT array_agg(step ORDER BY step) AS steps
	FROM ends, member
	WHERE step >= coalesce((SELECT max(m.step) FROM member AS m WHERE m.scheme = member.scheme AND m.step <= first), 2)
	      AND step <= coalesce((SELECT min(m.step) FROM member AS m WHERE m.scheme = member.scheme AND m.step >= last), 49)
	GROUP BY scheme
	ORDER BY count(*) > 8, scheme
	LIMIT 1
), band AS (
	SELECT 0 AS nth, NULL::int AS from_step, 1 AS below_step
	UNION ALL
	SELECT nth, coalesce(steps[nth - 1], 1), steps[nth] FROM breaks, generate_series(1, cardinality(steps) + 1) AS nth
), filled AS (
	SELECT nth, from_step, below_step, coalesce(sum(contracts), 0) AS contracts, coalesce(sum(value), 0) AS value
	FROM band
	     LEFT JOIN size ON step >= coalesce(from_step, 0) AND step < coalesce(below_step, 50)
	GROUP BY nth, from_step, below_step
), scaled AS (
	SELECT *, (report.size_steps())[from_step] AS from_value, (report.size_steps())[below_step] AS below_value
	FROM filled
	WHERE contracts > 0 OR from_step > 1 AND below_step IS NOT NULL AND EXISTS (SELECT FROM seen)
)
SELECT row_number() OVER (ORDER BY nth)::int          AS place,
       CASE WHEN from_value IS NULL THEN 'below ' || report.short_money(0)
            WHEN below_value IS NULL THEN report.short_money(from_value) || ' or more'
            WHEN from_value = 0 THEN 'under ' || report.short_money(below_value)
            ELSE report.short_money(from_value) || ' to ' || report.short_money(below_value) END AS label,
       from_value::float8                             AS from_value,
       below_value::float8                            AS below_value,
       contracts::int                                 AS contracts,
       (contracts / sum(contracts) OVER ())::float8   AS contract_share,
       value::float8                                  AS value,
       CASE WHEN sum(value) OVER () > 0 THEN (value / sum(value) OVER ())::float8 END AS value_share
FROM scaled
WHERE EXISTS (SELECT FROM size);

COMMENT ON VIEW report.contract_values IS 'Contracts of known value, by their value.';
COMMENT ON COLUMN report.contract_values.place IS 'Where the row stands: 1, 2, 3 ...';
COMMENT ON COLUMN report.contract_values.label IS 'The band.';
COMMENT ON COLUMN report.contract_values.from_value IS 'Values of the band are at least this; NULL if they are below 0.';
COMMENT ON COLUMN report.contract_values.below_value IS 'And below this; NULL in the last band.';
COMMENT ON COLUMN report.contract_values.contracts IS 'Contracts.';
COMMENT ON COLUMN report.contract_values.contract_share IS 'Part of all contracts of known value, 0 to 1.';
COMMENT ON COLUMN report.contract_values.value IS 'Their value.';
COMMENT ON COLUMN report.contract_values.value_share IS 'Part of the value of all contracts, 0 to 1.';

CREATE VIEW report.contract_lengths AS
SELECT row_number() OVER (ORDER BY band)::int         AS place,
       CASE WHEN upper_inf(band) THEN lower(band) || ' years or more'
            WHEN lower(band) = 0 THEN 'under 1 year'
            ELSE format('%s to under %s years', lower(band), upper(band)) END AS label,
       lower(band)::float8                            AS from_years,
       upper(band)::float8                            AS below_years,
       contracts::int                                 AS contracts,
       contract_share::float8                         AS contract_share,
       b.value::float8                                AS value,
       value_share::float8                            AS value_share
FROM report.whole, length_bands(lengths, '{1,2,3,4,5,10}') AS b
WHERE contract_share IS NOT NULL;

COMMENT ON VIEW report.contract_lengths IS 'Contracts with a first and a last day, by their length.';
COMMENT ON COLUMN report.contract_lengths.place IS 'Where the row stands: 1, 2, 3 ...';
COMMENT ON COLUMN report.contract_lengths.label IS 'The band.';
COMMENT ON COLUMN report.contract_lengths.from_years IS 'Lengths of the band are at least this, in years.';
COMMENT ON COLUMN report.contract_lengths.below_years IS 'And below this; NULL in the last band.';
COMMENT ON COLUMN report.contract_lengths.contracts IS 'Contracts.';
COMMENT ON COLUMN report.contract_lengths.contract_share IS 'Part of all contracts with a length, 0 to 1.';
COMMENT ON COLUMN report.contract_lengths.value IS 'Their value.';
COMMENT ON COLUMN report.contract_lengths.value_share IS 'Part of the value of all contracts with a length, 0 to 1.';

-- Providers.

CREATE VIEW report.lorenz AS
SELECT row_number() OVER (ORDER BY holder_share)::int AS place,
       holder_share::float8                           AS provider_share,
       value_share::float8                            AS value_share
FROM report.whole, lorenz(held, greatest(least(holders(held), 199), 1));

COMMENT ON VIEW report.lorenz IS 'Lorenz curve: which part of the money the smallest providers hold together.';
COMMENT ON COLUMN report.lorenz.place IS 'Where the point stands: 1, 2, 3 ...';
COMMENT ON COLUMN report.lorenz.provider_share IS 'Part of the providers, the smallest first, 0 to 1.';
COMMENT ON COLUMN report.lorenz.value_share IS 'Part of the value that these hold, 0 to 1.';

CREATE VIEW report.concentration AS
SELECT holders(held)::int                             AS providers,
       total(held)::float8                            AS value,
       hhi(held)::float8                              AS hhi,
       gini(held)::float8                             AS gini,
       top_share(held, (holders(held) + 9) / 10)::float8 AS top_tenth_share
FROM report.whole;

COMMENT ON VIEW report.concentration IS 'How concentrated the money is among providers, in one row.';
COMMENT ON COLUMN report.concentration.providers IS 'Providers that hold something, or nothing, but not less.';
COMMENT ON COLUMN report.concentration.value IS 'What they hold together.';
COMMENT ON COLUMN report.concentration.hhi IS 'Herfindahl-Hirschman index; above 0.25 is highly concentrated.';
COMMENT ON COLUMN report.concentration.gini IS 'Gini coefficient: 0 if all hold the same.';
COMMENT ON COLUMN report.concentration.top_tenth_share IS 'Part of the value that the tenth of the providers holds which hold most, 0 to 1.';

CREATE VIEW report.provider_sets AS
SELECT place::int                                     AS place,
       array_to_string(names, ' + ')                  AS agencies,
       cardinality(names)                             AS degree,
       s.providers,
       s.value::float8                                AS value
FROM report.whole,
     ROWS FROM (jsonb_to_recordset(sets) AS (agencies text[], providers int, value numeric)) WITH ORDINALITY AS s (names, providers, value, place);

COMMENT ON VIEW report.provider_sets IS 'Sets of two agencies or more that have providers which deal with exactly these; the 500 with most providers.';
COMMENT ON COLUMN report.provider_sets.place IS 'Where the set stands: 1, 2, 3 ...; those with most providers first.';
COMMENT ON COLUMN report.provider_sets.agencies IS 'The agencies, with + between them.';
COMMENT ON COLUMN report.provider_sets.degree IS 'How many agencies these are.';
COMMENT ON COLUMN report.provider_sets.providers IS 'Providers that deal with all of these agencies and with no other.';
COMMENT ON COLUMN report.provider_sets.value IS 'Their value, without providers whose sum is below 0.';

CREATE VIEW report.provider_set_members AS
SELECT place::int                                     AS place,
       m.agency
FROM report.whole,
     ROWS FROM (jsonb_to_recordset(sets) AS (agencies text[])) WITH ORDINALITY AS s (names, place),
     unnest(names) AS m (agency);

COMMENT ON VIEW report.provider_set_members IS 'The sets of report.provider_sets, a row for each agency in each.';
COMMENT ON COLUMN report.provider_set_members.place IS 'The place of the set.';
COMMENT ON COLUMN report.provider_set_members.agency IS 'One of its agencies.';

CREATE VIEW report.joint_saving AS
SELECT place::int                                     AS place,
       p.agency_a,
       p.agency_b,
       p.providers,
       p.reports::float8                              AS reports,
       p.joint_reports::float8                        AS joint_reports,
       p.saved::float8                                AS saved
FROM report.whole,
     ROWS FROM (jsonb_to_recordset(pairs) AS (agency_a text, agency_b text, providers int, reports numeric, joint_reports numeric, saved numeric))
         WITH ORDINALITY AS p (agency_a, agency_b, providers, reports, joint_reports, saved, place);

COMMENT ON VIEW report.joint_saving IS 'Pairs of agencies that ask the same providers for reports, in the twelve months before the day.';
COMMENT ON COLUMN report.joint_saving.place IS 'Where the pair stands: 1, 2, 3 ...; those that would save most first.';
COMMENT ON COLUMN report.joint_saving.agency_a IS 'One agency.';
COMMENT ON COLUMN report.joint_saving.agency_b IS 'The other.';
COMMENT ON COLUMN report.joint_saving.providers IS 'Providers that both ask for reports.';
COMMENT ON COLUMN report.joint_saving.reports IS 'Reports that the two ask of these.';
COMMENT ON COLUMN report.joint_saving.joint_reports IS 'Reports if one went to both.';
COMMENT ON COLUMN report.joint_saving.saved IS 'What that would save beyond what each could save alone.';

-- Time.

CREATE VIEW report.ending AS
SELECT place::int                                     AS place,
       e.label,
       e.from_day,
       e.below_day,
       e.arrangements,
       e.providers,
       e.value::float8                                AS value,
       CASE WHEN running_value > 0 THEN (e.value / running_value)::float8 END AS value_share
FROM report.whole,
     ROWS FROM (jsonb_to_recordset(ending) AS (label text, from_day date, below_day date, arrangements int, providers int, value numeric))
         WITH ORDINALITY AS e (label, from_day, below_day, arrangements, providers, value, place)
WHERE running_arrangements > 0;

COMMENT ON VIEW report.ending IS 'What runs on the day, by when it ends.  No rows if nothing runs.';
COMMENT ON COLUMN report.ending.place IS 'Where the row stands: 1, 2, 3 ...';
COMMENT ON COLUMN report.ending.label IS 'The quarter, later, or no end.';
COMMENT ON COLUMN report.ending.from_day IS 'Its first day, but not before the day itself; NULL for no end.';
COMMENT ON COLUMN report.ending.below_day IS 'The day after its last; NULL for later and no end.';
COMMENT ON COLUMN report.ending.arrangements IS 'What ends then.';
COMMENT ON COLUMN report.ending.providers IS 'Providers of that, each counted once in a row.';
COMMENT ON COLUMN report.ending.value IS 'Its value over whole terms; NULL if none is known.';
COMMENT ON COLUMN report.ending.value_share IS 'Part of the value of all that runs, 0 to 1.';

CREATE VIEW report.money_by_year AS
WITH line AS (
	SELECT y.*
	FROM report.whole,
	     ROWS FROM (jsonb_to_recordset(years) AS (label text, from_day date, below_day date, value numeric))
	         WITH ORDINALITY AS y (label, from_day, below_day, value, nth)
)
SELECT row_number() OVER (ORDER BY nth)::int          AS place,
       label,
       from_day,
       below_day,
       value::float8                                  AS value
FROM line
WHERE nth BETWEEN (SELECT min(nth) FROM line WHERE value <> 0) AND (SELECT max(nth) FROM line WHERE value <> 0);

COMMENT ON VIEW report.money_by_year IS 'Value of terms by fiscal year, each day of a term bearing the same.';
COMMENT ON COLUMN report.money_by_year.place IS 'Where the row stands: 1, 2, 3 ...';
COMMENT ON COLUMN report.money_by_year.label IS 'The fiscal year, or before and after those that are shown.';
COMMENT ON COLUMN report.money_by_year.from_day IS 'Its first day; NULL for what was before.';
COMMENT ON COLUMN report.money_by_year.below_day IS 'The day after its last; NULL for what comes after.';
COMMENT ON COLUMN report.money_by_year.value IS 'The value of these days.';

-- What each chart stands on.

CREATE VIEW report.coverage AS
SELECT place, figure, measured::int AS measured, (arrangements - measured)::int AS missing, known::float8 AS known
FROM report.whole,
     LATERAL (VALUES
         (1, 'value_by_agency', with_value, NULL),
         (2, 'providers_by_agency', with_provider, value_coverage(held)),
         (3, 'contract_values', with_contract_value, NULL),
         (4, 'contract_lengths', with_length, value_coverage(lengths)),
         (5, 'lorenz', coalesce(measured_rows(held), 0), value_coverage(held)),
         (6, 'provider_sets', with_who, value_coverage(sharing)),
         (7, 'joint_saving', reporting_measured, reporting_known),
         (8, 'ending', covered_measured, covered_known),
         (9, 'money_by_year', days_measured, days_known)
     ) AS c (place, figure, measured, known);

COMMENT ON VIEW report.coverage IS 'What each chart stands on.';
COMMENT ON COLUMN report.coverage.place IS 'Where the chart stands: 1, 2, 3 ...';
COMMENT ON COLUMN report.coverage.figure IS 'The name of the chart.';
COMMENT ON COLUMN report.coverage.measured IS 'Rows that it counts: those that have what it needs, though not always their value.';
COMMENT ON COLUMN report.coverage.missing IS 'Rows that lack something which it needs.';
COMMENT ON COLUMN report.coverage.known IS 'Part of the known value that the former have, 0 to 1; NULL where a figure needs the value alone.';
