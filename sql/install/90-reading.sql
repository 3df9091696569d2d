--
-- reading: amounts, dates and terms as people write them
--

CREATE FUNCTION read_amount(cell text, decimal_mark text DEFAULT '.', strict boolean DEFAULT true)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_read_amount'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;

COMMENT ON FUNCTION read_amount(cell text, decimal_mark text, strict boolean) IS 'amount that a cell says: "$1,234.00", "(500)", "NZ$ 1.2m"';

CREATE FUNCTION read_currency(cell text)
RETURNS text
AS 'MODULE_PATHNAME', 'commissioning_read_currency'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;

COMMENT ON FUNCTION read_currency(cell text) IS 'currency of an amount, as its code or symbol; NULL if none';

CREATE FUNCTION read_date(cell text, date_order text DEFAULT 'YMD', time_zone text DEFAULT NULL, strict boolean DEFAULT true)
RETURNS date
AS 'MODULE_PATHNAME', 'commissioning_read_date'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;

COMMENT ON FUNCTION read_date(cell text, date_order text, time_zone text, strict boolean) IS 'day that a cell says: "2018-07-01", "1 July 2018"; "1/7/2018" by date_order';

CREATE FUNCTION read_term(start text, "end" text, date_order text DEFAULT 'YMD', time_zone text DEFAULT NULL, blank_end text DEFAULT 'unknown', strict boolean DEFAULT true)
RETURNS daterange
AS 'MODULE_PATHNAME', 'commissioning_read_term'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;

COMMENT ON FUNCTION read_term(start text, "end" text, date_order text, time_zone text, blank_end text, strict boolean) IS 'term from a cell with its start, and one with last day, length or "ongoing"';
