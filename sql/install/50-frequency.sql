--
-- frequency: how often something is due
--

CREATE TYPE frequency;

CREATE FUNCTION frequency_in(cstring)
RETURNS frequency
AS 'MODULE_PATHNAME', 'commissioning_frequency_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_in(cstring) IS 'support: input, "monthly", "4/year", "every 3 months", "P3M", "4" ...';

CREATE FUNCTION frequency_out(frequency)
RETURNS cstring
AS 'MODULE_PATHNAME', 'commissioning_frequency_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_out(frequency) IS 'support: output, "4/year", or "none"';

CREATE FUNCTION frequency_recv(internal)
RETURNS frequency
AS 'MODULE_PATHNAME', 'commissioning_frequency_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_recv(internal) IS 'support: binary input';

CREATE FUNCTION frequency_send(frequency)
RETURNS bytea
AS 'MODULE_PATHNAME', 'commissioning_frequency_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_send(frequency) IS 'support: binary output';

CREATE TYPE frequency (
	INPUT = frequency_in,
	OUTPUT = frequency_out,
	RECEIVE = frequency_recv,
	SEND = frequency_send,
	LIKE = pg_catalog.int8,
	CATEGORY = 'U'
);

COMMENT ON TYPE frequency IS 'times a year: ''monthly'', ''4/year'' or frequency() make it, per_year() reads it';

CREATE FUNCTION per_year(frequency frequency)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_per_year'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION per_year(frequency frequency) IS 'times a year, as a number';

CREATE FUNCTION frequency(times_a_year numeric)
RETURNS frequency
AS 'MODULE_PATHNAME', 'commissioning_frequency_from_numeric'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency(times_a_year numeric) IS 'frequency of so many times a year';

CREATE FUNCTION frequency(times_a_year smallint)
RETURNS frequency
AS 'MODULE_PATHNAME', 'commissioning_frequency_from_smallint'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency(times_a_year smallint) IS 'frequency of so many times a year';

CREATE FUNCTION frequency(times_a_year bigint)
RETURNS frequency
AS 'MODULE_PATHNAME', 'commissioning_frequency_from_bigint'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency(times_a_year bigint) IS 'frequency of so many times a year';

CREATE FUNCTION frequency(times_a_year integer)
RETURNS frequency
AS 'MODULE_PATHNAME', 'commissioning_frequency_from_integer'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency(times_a_year integer) IS 'frequency of so many times a year';

CREATE FUNCTION frequency(every interval)
RETURNS frequency
AS 'MODULE_PATHNAME', 'commissioning_frequency_from_interval'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency(every interval) IS 'frequency of once in an interval';

CREATE CAST (numeric AS frequency) WITH FUNCTION frequency(numeric) AS ASSIGNMENT;

COMMENT ON CAST (numeric AS frequency) IS 'a number of times a year';

CREATE CAST (smallint AS frequency) WITH FUNCTION frequency(smallint) AS ASSIGNMENT;

COMMENT ON CAST (smallint AS frequency) IS 'a number of times a year';

CREATE CAST (bigint AS frequency) WITH FUNCTION frequency(bigint) AS ASSIGNMENT;

COMMENT ON CAST (bigint AS frequency) IS 'a number of times a year';

CREATE CAST (integer AS frequency) WITH FUNCTION frequency(integer) AS ASSIGNMENT;

COMMENT ON CAST (integer AS frequency) IS 'a number of times a year';

CREATE CAST (interval AS frequency) WITH FUNCTION frequency(interval);

COMMENT ON CAST (interval AS frequency) IS 'once in the interval';

CREATE CAST (frequency AS numeric) WITH FUNCTION per_year(frequency);

COMMENT ON CAST (frequency AS numeric) IS 'times a year';

-- a frequency is an int8: compared, sorted and hashed by what core has for it
CREATE FUNCTION frequency_eq(frequency, frequency)
RETURNS boolean
AS 'int8eq'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_eq(frequency, frequency) IS 'support: operator =';

CREATE FUNCTION frequency_ne(frequency, frequency)
RETURNS boolean
AS 'int8ne'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_ne(frequency, frequency) IS 'support: operator <>';

CREATE FUNCTION frequency_lt(frequency, frequency)
RETURNS boolean
AS 'int8lt'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_lt(frequency, frequency) IS 'support: operator <';

CREATE FUNCTION frequency_le(frequency, frequency)
RETURNS boolean
AS 'int8le'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_le(frequency, frequency) IS 'support: operator <=';

CREATE FUNCTION frequency_gt(frequency, frequency)
RETURNS boolean
AS 'int8gt'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_gt(frequency, frequency) IS 'support: operator >';

CREATE FUNCTION frequency_ge(frequency, frequency)
RETURNS boolean
AS 'int8ge'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_ge(frequency, frequency) IS 'support: operator >=';

CREATE OPERATOR = (
	LEFTARG = frequency,
	RIGHTARG = frequency,
	FUNCTION = frequency_eq,
	COMMUTATOR = =,
	NEGATOR = <>,
	RESTRICT = eqsel,
	JOIN = eqjoinsel,
	HASHES,
	MERGES
);

COMMENT ON OPERATOR = (frequency, frequency) IS 'equal';

CREATE OPERATOR <> (
	LEFTARG = frequency,
	RIGHTARG = frequency,
	FUNCTION = frequency_ne,
	COMMUTATOR = <>,
	NEGATOR = =,
	RESTRICT = neqsel,
	JOIN = neqjoinsel
);

COMMENT ON OPERATOR <> (frequency, frequency) IS 'not equal';

CREATE OPERATOR < (
	LEFTARG = frequency,
	RIGHTARG = frequency,
	FUNCTION = frequency_lt,
	COMMUTATOR = >,
	NEGATOR = >=,
	RESTRICT = scalarltsel,
	JOIN = scalarltjoinsel
);

COMMENT ON OPERATOR < (frequency, frequency) IS 'less often';

CREATE OPERATOR <= (
	LEFTARG = frequency,
	RIGHTARG = frequency,
	FUNCTION = frequency_le,
	COMMUTATOR = >=,
	NEGATOR = >,
	RESTRICT = scalarlesel,
	JOIN = scalarlejoinsel
);

COMMENT ON OPERATOR <= (frequency, frequency) IS 'at most as often';

CREATE OPERATOR > (
	LEFTARG = frequency,
	RIGHTARG = frequency,
	FUNCTION = frequency_gt,
	COMMUTATOR = <,
	NEGATOR = <=,
	RESTRICT = scalargtsel,
	JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR > (frequency, frequency) IS 'more often';

CREATE OPERATOR >= (
	LEFTARG = frequency,
	RIGHTARG = frequency,
	FUNCTION = frequency_ge,
	COMMUTATOR = <=,
	NEGATOR = <,
	RESTRICT = scalargesel,
	JOIN = scalargejoinsel
);

COMMENT ON OPERATOR >= (frequency, frequency) IS 'at least as often';

CREATE FUNCTION frequency_cmp(frequency, frequency)
RETURNS integer
AS 'btint8cmp'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_cmp(frequency, frequency) IS 'support: btree, less-equal-greater';

CREATE FUNCTION frequency_hash(frequency)
RETURNS integer
AS 'hashint8'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_hash(frequency) IS 'support: hash';

CREATE FUNCTION frequency_hash_extended(frequency, bigint)
RETURNS bigint
AS 'hashint8extended'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_hash_extended(frequency, bigint) IS 'support: hash, with a seed';

CREATE OPERATOR CLASS frequency_ops
DEFAULT FOR TYPE frequency USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 frequency_cmp(frequency, frequency),
	FUNCTION 2 (frequency, frequency) pg_catalog.btint8sortsupport(internal),
	FUNCTION 4 (frequency, frequency) pg_catalog.btequalimage(oid);

COMMENT ON OPERATOR CLASS frequency_ops USING btree IS 'order of frequencies';

COMMENT ON OPERATOR FAMILY frequency_ops USING btree IS 'order of frequencies';

CREATE OPERATOR CLASS frequency_ops
DEFAULT FOR TYPE frequency USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 frequency_hash(frequency),
	FUNCTION 2 frequency_hash_extended(frequency, bigint);

COMMENT ON OPERATOR CLASS frequency_ops USING hash IS 'equality of frequencies';

COMMENT ON OPERATOR FAMILY frequency_ops USING hash IS 'equality of frequencies';

CREATE FUNCTION frequency_smaller(frequency, frequency)
RETURNS frequency
AS 'int8smaller'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_smaller(frequency, frequency) IS 'support: aggregate, the lower frequency';

CREATE FUNCTION frequency_larger(frequency, frequency)
RETURNS frequency
AS 'int8larger'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_larger(frequency, frequency) IS 'support: aggregate, the higher frequency';

CREATE AGGREGATE min(frequency frequency) (
	SFUNC = frequency_smaller,
	STYPE = frequency,
	COMBINEFUNC = frequency_smaller,
	SORTOP = <,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(frequency frequency) IS 'lowest frequency';

CREATE AGGREGATE max(frequency frequency) (
	SFUNC = frequency_larger,
	STYPE = frequency,
	COMBINEFUNC = frequency_larger,
	SORTOP = >,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(frequency frequency) IS 'highest frequency';

CREATE FUNCTION frequency_add(numeric, frequency)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_frequency_add'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION frequency_add(numeric, frequency) IS 'support: aggregate, adds times a year';

CREATE AGGREGATE reports_per_year(frequency frequency) (
	SFUNC = frequency_add,
	STYPE = numeric,
	FINALFUNC = pg_catalog.trim_scale,
	COMBINEFUNC = pg_catalog.numeric_add,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE reports_per_year(frequency frequency) IS 'reports a year that arrangements of these frequencies ask for';
