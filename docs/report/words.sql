-- Numbers as people write them.  Reads report.about, for the currency.

-- "no provider", "1 provider", "1,121 providers".
CREATE FUNCTION report.counted(n bigint, one text, many text DEFAULT NULL) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE n WHEN 0 THEN 'no ' || one
	              WHEN 1 THEN '1 ' || one
	              ELSE to_char(n, 'FM999,999,999,999,999,999') || ' ' || coalesce(many, one || 's') END;

-- "is" or "are", and any other verb.
CREATE FUNCTION report.verb(n bigint, one text, many text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE n WHEN 1 THEN one ELSE many END;

-- "12.5 %"; "100 %" only for all of it, "0.0 %" only for nothing.
CREATE FUNCTION report.percent(share numeric) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE WHEN share = 1 THEN '100'
	            WHEN share > 0 AND share < 0.0005 THEN '< 0.1'
	            WHEN share >= 0.9995 AND share < 1 THEN '> 99.9'
	            ELSE round(100 * share, 1)::text END || ' %';

CREATE FUNCTION report.percent(share double precision) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN report.percent(share::numeric);

-- "2026-11-30", however days are written in the session.
CREATE FUNCTION report.iso_day(day date) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN to_char(day, 'YYYY-MM-DD');

-- "-NZ$" or "EUR ", what stands before an amount.
CREATE FUNCTION report.money_sign(amount numeric) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN (SELECT CASE WHEN amount < 0 THEN '-' ELSE '' END
	               || coalesce(currency || CASE WHEN currency ~ '[[:alpha:]]$' THEN ' ' ELSE '' END, '')
	        FROM report.about);

-- "$1,234,567", to the whole unit.
CREATE FUNCTION report.money(amount numeric) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN report.money_sign(round(amount)) || to_char(abs(amount), 'FM999,999,999,999,999,999,999,990');

CREATE FUNCTION report.money(amount double precision) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN report.money(amount::numeric);

-- "950", "35k", "1.25m", "2.4bn": three digits, without zeros at the end.
CREATE FUNCTION report.short_number(n numeric) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN (SELECT CASE WHEN n < 0 AND rounded > 0 THEN '-' ELSE '' END
	               || CASE WHEN rounded < 1000 THEN trim_scale(rounded)::text
	                       WHEN unit < 4 THEN '1'
	                       ELSE to_char(rounded, 'FM999,999,999,999,999,999,999,990') END
	               || ('{"",k,m,bn,tn}'::text[])[1 + unit + (unit < 4 AND rounded >= 1000)::int]
	        FROM (SELECT unit, round(scaled, CASE WHEN scaled < 9.995 THEN 2 WHEN scaled < 99.95 THEN 1 ELSE 0 END) AS rounded
	              FROM (SELECT unit, abs(n) / 1000::numeric ^ unit AS scaled
	                    FROM (SELECT CASE WHEN abs(n) < 1e3 THEN 0 WHEN abs(n) < 1e6 THEN 1 WHEN abs(n) < 1e9 THEN 2
	                                      WHEN abs(n) < 1e12 THEN 3 ELSE 4 END AS unit) AS u) AS s) AS r);

-- "18.8k" of something that is counted.
CREATE FUNCTION report.short_count(n double precision) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN report.short_number(n::numeric);

-- "$950", "$35k", "EUR 1.25m".
CREATE FUNCTION report.short_money(amount double precision) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN report.money_sign(CASE WHEN report.short_number(amount::numeric) ~ '^-' THEN -1 ELSE 1 END)
	       || report.short_number(abs(amount)::numeric);
