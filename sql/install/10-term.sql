--
-- term: terms of contracts and the money in them
--

CREATE FUNCTION contract_term(start_date date, end_date date)
RETURNS daterange
AS 'MODULE_PATHNAME', 'commissioning_contract_term'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION contract_term(start_date date, end_date date) IS 'term from the first to the last day, both included; open-ended without a last day';

CREATE FUNCTION term_years(term daterange)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_term_years'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION term_years(term daterange) IS 'length in years, calendar-exact: whole months, and days of the last month by its days';

CREATE FUNCTION remaining(term daterange, as_of date)
RETURNS daterange
AS 'MODULE_PATHNAME', 'commissioning_remaining'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION remaining(term daterange, as_of date) IS 'what of a term is left from a day on; NULL when it is over';

CREATE FUNCTION annualised_value(value numeric, term daterange)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_annualised_value'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION annualised_value(value numeric, term daterange) IS 'value by year of the term';

CREATE FUNCTION value_within(value numeric, term daterange, period daterange)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_value_within'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION value_within(value numeric, term daterange, period daterange) IS 'what of a value falls into a period, by days';
