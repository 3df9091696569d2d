--
-- fiscal_year: years that start in any month, and the money in them
--

CREATE FUNCTION fiscal_year(day date, start_month bigint)
RETURNS text
AS 'MODULE_PATHNAME', 'commissioning_fiscal_year'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION fiscal_year(day date, start_month bigint) IS 'fiscal year of a day: 2020/21, or 2020 if it starts in January';

CREATE FUNCTION fiscal_year_range(fiscal_year text, start_month bigint)
RETURNS daterange
AS 'MODULE_PATHNAME', 'commissioning_fiscal_year_range'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION fiscal_year_range(fiscal_year text, start_month bigint) IS 'days of a fiscal year: 2020/21 is [2020-07-01,2021-07-01)';

CREATE FUNCTION by_fiscal_year(value numeric, term daterange, start_month bigint, OUT fiscal_year text, OUT period daterange, OUT value numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_by_fiscal_year'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 4;

COMMENT ON FUNCTION by_fiscal_year(value numeric, term daterange, start_month bigint) IS 'a row for each fiscal year of a term: what of the value falls into it, by days';
