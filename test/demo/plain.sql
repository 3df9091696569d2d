-- The figures in the five sentences on test/data/arrangements.csv, or any file whose cells
-- core reads, by core's functions alone: from the cells, without the extension.
--
-- A line for each piece of a sentence that has to be there, word by word.

CREATE TEMP TABLE plain AS
SELECT row, agency, provider, CASE WHEN NOT reversed THEN start_date::date END AS first,
       CASE WHEN NOT reversed THEN end_date::date END AS last,
       CASE WHEN value ~ '^[0-9.]+$' THEN value::numeric END AS value,
       CASE reporting_frequency WHEN 'monthly' THEN 12 WHEN 'quarterly' THEN 4 WHEN 'six-monthly' THEN 2
                                WHEN 'annual' THEN 1 END AS a_year
FROM staging, LATERAL (SELECT coalesce(end_date::date < start_date::date, false)) AS x (reversed);

-- Whole months, and of the month after them the part that is there.
CREATE TEMP TABLE length AS
SELECT plain.*, (n + (last + 1 - (first + n * interval '1 month')::date)::numeric
                     / ((first + (n + 1) * interval '1 month')::date - (first + n * interval '1 month')::date)) / 12 AS years
FROM plain, LATERAL (SELECT max(n) FROM generate_series(0, 1200) AS n
                     WHERE first + n * interval '1 month' <= last + 1) AS whole (n)
WHERE last IS NOT NULL AND first IS NOT NULL;

SELECT format('A contract lasts %s years on average, and %s years where each counts with its money', round(avg(years), 2),
              round(sum(years * value) / sum(value), 2))
FROM length;

CREATE TEMP TABLE held AS
SELECT provider, sum(value) AS value, row_number() OVER (ORDER BY sum(value) DESC) AS nth
FROM plain WHERE provider IS NOT NULL AND value IS NOT NULL GROUP BY provider;

SELECT format('The largest of %s providers, %s, holds %s %% of %s and the ten largest hold %s %%; %s providers hold half of it, and the HHI is %s',
              count(*), min(provider) FILTER (WHERE nth = 1), round(100 * max(value) / sum(value), 1), to_char(sum(value), 'FM999,999,999'),
              round(100 * sum(value) FILTER (WHERE nth <= 10) / sum(value), 1),
              (SELECT min(nth) FROM (SELECT nth, sum(value) OVER (ORDER BY nth) AS so_far FROM held) AS x
               WHERE so_far >= (SELECT sum(value) FROM held) / 2),
              round(sum(value * value) / sum(value) ^ 2, 4))
FROM held;

SELECT format('%s of %s providers (%s %%) deal with two agencies or more, with %s %% of the money', count(*) FILTER (WHERE agencies > 1), count(*),
              round(100.0 * count(*) FILTER (WHERE agencies > 1) / count(*), 1), round(100 * sum(value) FILTER (WHERE agencies > 1) / sum(value), 1))
FROM (SELECT provider, count(DISTINCT agency) AS agencies, sum(value) AS value
      FROM plain WHERE agency IS NOT NULL AND provider IS NOT NULL GROUP BY provider) AS x;

-- Each day asks for a part of a twelfth of a year's reports.
CREATE TEMP TABLE asked AS
SELECT provider, day::date, sum(a_year) / weight AS apart, max(a_year) / weight AS joint
FROM plain, generate_series(DATE :'as_of' - interval '1 year', DATE :'as_of' - interval '1 day', interval '1 day') AS day,
     LATERAL (SELECT 12 * extract(day FROM date_trunc('month', day) + interval '1 month' - interval '1 day')) AS w (weight)
WHERE agency IS NOT NULL AND provider IS NOT NULL AND a_year IS NOT NULL AND first <= day AND (last >= day OR last IS NULL)
GROUP BY provider, day, weight;

SELECT format('providers were asked for %s reports, %s each on average; one report for all that a provider has running at a time would make it %s, %s %% fewer',
              round(sum(apart), 1), round(sum(apart) / count(DISTINCT provider), 1), round(sum(joint), 1), round(100 * (1 - sum(joint) / sum(apart)), 1))
FROM asked;

CREATE TEMP TABLE risk AS
SELECT provider, sum(value) FILTER (WHERE runs) AS value, sum(value) FILTER (WHERE runs AND ends) AS ending,
       sum(value) FILTER (WHERE follows) AS renewed, count(*) FILTER (WHERE runs) AS running, count(*) FILTER (WHERE runs AND ends) AS ends,
       count(*) FILTER (WHERE follows) AS follows
FROM (SELECT *, first <= :'as_of' AND coalesce(last >= :'as_of', true) AS runs, coalesce(last < DATE :'as_of' + interval '1 year', false) AS ends,
             first > :'as_of' AND first <= DATE :'as_of' + interval '1 year' AND coalesce(last >= DATE :'as_of' + interval '1 year', true) AS follows
      FROM plain WHERE agency IS NOT NULL AND provider IS NOT NULL AND first IS NOT NULL) AS x
GROUP BY provider HAVING bool_or(runs);

SELECT format('%s arrangements of %s providers run, worth %s; %s end within twelve months, with %s %% of that value, and %s providers lose nine tenths or more of what they have',
              sum(running), count(*), to_char(sum(value), 'FM999,999,999'), sum(ends), round(100 * sum(ending) / sum(value), 1),
              count(*) FILTER (WHERE CASE WHEN value > 0 THEN coalesce(ending, 0) - coalesce(renewed, 0) >= 0.9 * value ELSE ends = running AND follows = 0 END))
FROM risk;
