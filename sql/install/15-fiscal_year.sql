--
-- fiscal_year: years that start in any month, and the money in them
--

CREATE FUNCTION fiscal_year(day date, start_month bigint DEFAULT 7)
RETURNS text
AS 'MODULE_PATHNAME', 'commissioning_fiscal_year'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION fiscal_year(day date, start_month bigint) IS 'the fiscal year of a day, such as 2020/21, or 2020 if it starts in January';

CREATE FUNCTION fiscal_year_range(fiscal_year text, start_month bigint DEFAULT 7)
RETURNS daterange
AS 'MODULE_PATHNAME', 'commissioning_fiscal_year_range'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION fiscal_year_range(fiscal_year text, start_month bigint) IS 'the days of a fiscal year';

CREATE FUNCTION by_fiscal_year(value numeric, term daterange, start_month bigint DEFAULT 7, OUT fiscal_year text, OUT period daterange, OUT value numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_by_fiscal_year'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 4;

COMMENT ON FUNCTION by_fiscal_year(value numeric, term daterange, start_month bigint) IS 'what of a value falls into each fiscal year of its term, by days; the parts add up to the value';
