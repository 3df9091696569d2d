-- Numbers as sentences have them.

-- "1 provider", "1,121 providers", "no provider".
CREATE FUNCTION pg_temp.counted(n bigint, one text, many text DEFAULT NULL) RETURNS text
	LANGUAGE sql AS $$
SELECT CASE n WHEN 0 THEN 'no ' || one
              WHEN 1 THEN '1 ' || one
              ELSE to_char(n, 'FM999,999,999,999') || ' ' || coalesce(many, one || 's') END
$$;

-- In the currency that was chosen, where the file names one.
CREATE FUNCTION pg_temp.money(amount numeric) RETURNS text
	LANGUAGE sql AS $$
SELECT CASE WHEN amount < 0 THEN '-' ELSE '' END || coalesce(currency || CASE WHEN currency ~ '[A-Z]$' THEN ' ' ELSE '' END, '')
       || to_char(abs(amount), 'FM999,999,999,999,999,999,990')
FROM chosen
$$;

CREATE FUNCTION pg_temp.percent(share numeric) RETURNS text
	LANGUAGE sql AS $$
SELECT CASE WHEN share = 1 THEN '100' ELSE round(100 * share, 1)::text END || ' %'
$$;

-- "is" or "are", and any other verb.
CREATE FUNCTION pg_temp.verb(n bigint, one text, many text) RETURNS text
	LANGUAGE sql AS $$
SELECT CASE n WHEN 1 THEN one ELSE many END
$$;
