--
-- term: terms of contracts and the money in them
--

CREATE FUNCTION contract_term(start_date date, end_date date)
RETURNS daterange
AS 'MODULE_PATHNAME', 'commissioning_contract_term'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION contract_term(start_date date, end_date date) IS 'term from the first to the last day, both included; a NULL last day is no end';

CREATE FUNCTION term_years(term daterange)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_term_years'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION term_years(term daterange) IS 'length in years: whole months, then days of a month; NULL if an end is open';

CREATE FUNCTION remaining(term daterange, day date)
RETURNS daterange
AS 'MODULE_PATHNAME', 'commissioning_remaining'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION remaining(term daterange, day date) IS 'what is left of a term from a day on; NULL if nothing is';

CREATE FUNCTION annualised_value(value numeric, term daterange)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_annualised_value'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION annualised_value(value numeric, term daterange) IS 'value a year, value / term_years(term); NULL if an end is open';

CREATE FUNCTION value_within(value numeric, term daterange, period daterange)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_value_within'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION value_within(value numeric, term daterange, period daterange) IS 'what of a value falls into a period, by days; NULL if an end is open';
