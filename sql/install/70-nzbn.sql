--
-- nzbn: New Zealand Business Numbers
--

CREATE TYPE nzbn;

CREATE FUNCTION nzbn_in(cstring)
RETURNS nzbn
AS 'MODULE_PATHNAME', 'commissioning_nzbn_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_in(cstring) IS 'support: input, 13 digits, with spaces or NZ-NZBN- if need be';

CREATE FUNCTION nzbn_out(nzbn)
RETURNS cstring
AS 'MODULE_PATHNAME', 'commissioning_nzbn_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_out(nzbn) IS 'support: output, 13 digits';

CREATE FUNCTION nzbn_recv(internal)
RETURNS nzbn
AS 'MODULE_PATHNAME', 'commissioning_nzbn_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_recv(internal) IS 'support: binary input';

CREATE FUNCTION nzbn_send(nzbn)
RETURNS bytea
AS 'MODULE_PATHNAME', 'commissioning_nzbn_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_send(nzbn) IS 'support: binary output';

CREATE TYPE nzbn (
	INPUT = nzbn_in,
	OUTPUT = nzbn_out,
	RECEIVE = nzbn_recv,
	SEND = nzbn_send,
	LIKE = pg_catalog.int8,
	CATEGORY = 'U'
);

COMMENT ON TYPE nzbn IS 'New Zealand Business Number: 13 digits or nzbn() make it, a bigint reads it';

CREATE FUNCTION nzbn(number bigint)
RETURNS nzbn
AS 'MODULE_PATHNAME', 'commissioning_nzbn_from_bigint'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn(number bigint) IS 'business number, its check digit checked';

-- an nzbn is an int8: compared, sorted and hashed by what core has for it
CREATE FUNCTION nzbn_eq(nzbn, nzbn)
RETURNS boolean
AS 'int8eq'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_eq(nzbn, nzbn) IS 'support: operator =';

CREATE FUNCTION nzbn_ne(nzbn, nzbn)
RETURNS boolean
AS 'int8ne'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_ne(nzbn, nzbn) IS 'support: operator <>';

CREATE FUNCTION nzbn_lt(nzbn, nzbn)
RETURNS boolean
AS 'int8lt'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_lt(nzbn, nzbn) IS 'support: operator <';

CREATE FUNCTION nzbn_le(nzbn, nzbn)
RETURNS boolean
AS 'int8le'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_le(nzbn, nzbn) IS 'support: operator <=';

CREATE FUNCTION nzbn_gt(nzbn, nzbn)
RETURNS boolean
AS 'int8gt'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_gt(nzbn, nzbn) IS 'support: operator >';

CREATE FUNCTION nzbn_ge(nzbn, nzbn)
RETURNS boolean
AS 'int8ge'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_ge(nzbn, nzbn) IS 'support: operator >=';

CREATE OPERATOR = (
	LEFTARG = nzbn,
	RIGHTARG = nzbn,
	FUNCTION = nzbn_eq,
	COMMUTATOR = =,
	NEGATOR = <>,
	RESTRICT = eqsel,
	JOIN = eqjoinsel,
	HASHES,
	MERGES
);

COMMENT ON OPERATOR = (nzbn, nzbn) IS 'equal';

CREATE OPERATOR <> (
	LEFTARG = nzbn,
	RIGHTARG = nzbn,
	FUNCTION = nzbn_ne,
	COMMUTATOR = <>,
	NEGATOR = =,
	RESTRICT = neqsel,
	JOIN = neqjoinsel
);

COMMENT ON OPERATOR <> (nzbn, nzbn) IS 'not equal';

CREATE OPERATOR < (
	LEFTARG = nzbn,
	RIGHTARG = nzbn,
	FUNCTION = nzbn_lt,
	COMMUTATOR = >,
	NEGATOR = >=,
	RESTRICT = scalarltsel,
	JOIN = scalarltjoinsel
);

COMMENT ON OPERATOR < (nzbn, nzbn) IS 'less than';

CREATE OPERATOR <= (
	LEFTARG = nzbn,
	RIGHTARG = nzbn,
	FUNCTION = nzbn_le,
	COMMUTATOR = >=,
	NEGATOR = >,
	RESTRICT = scalarlesel,
	JOIN = scalarlejoinsel
);

COMMENT ON OPERATOR <= (nzbn, nzbn) IS 'less than or equal';

CREATE OPERATOR > (
	LEFTARG = nzbn,
	RIGHTARG = nzbn,
	FUNCTION = nzbn_gt,
	COMMUTATOR = <,
	NEGATOR = <=,
	RESTRICT = scalargtsel,
	JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR > (nzbn, nzbn) IS 'greater than';

CREATE OPERATOR >= (
	LEFTARG = nzbn,
	RIGHTARG = nzbn,
	FUNCTION = nzbn_ge,
	COMMUTATOR = <=,
	NEGATOR = <,
	RESTRICT = scalargesel,
	JOIN = scalargejoinsel
);

COMMENT ON OPERATOR >= (nzbn, nzbn) IS 'greater than or equal';

CREATE FUNCTION nzbn_cmp(nzbn, nzbn)
RETURNS integer
AS 'btint8cmp'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_cmp(nzbn, nzbn) IS 'support: btree, less-equal-greater';

CREATE FUNCTION nzbn_hash(nzbn)
RETURNS integer
AS 'hashint8'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_hash(nzbn) IS 'support: hash';

CREATE FUNCTION nzbn_hash_extended(nzbn, bigint)
RETURNS bigint
AS 'hashint8extended'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_hash_extended(nzbn, bigint) IS 'support: hash, with a seed';

CREATE OPERATOR CLASS nzbn_ops
DEFAULT FOR TYPE nzbn USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 nzbn_cmp(nzbn, nzbn),
	FUNCTION 2 (nzbn, nzbn) pg_catalog.btint8sortsupport(internal),
	FUNCTION 4 (nzbn, nzbn) pg_catalog.btequalimage(oid);

COMMENT ON OPERATOR CLASS nzbn_ops USING btree IS 'order of numbers';

COMMENT ON OPERATOR FAMILY nzbn_ops USING btree IS 'order of numbers';

CREATE OPERATOR CLASS nzbn_ops
DEFAULT FOR TYPE nzbn USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 nzbn_hash(nzbn),
	FUNCTION 2 nzbn_hash_extended(nzbn, bigint);

COMMENT ON OPERATOR CLASS nzbn_ops USING hash IS 'equality of numbers';

COMMENT ON OPERATOR FAMILY nzbn_ops USING hash IS 'equality of numbers';

CREATE FUNCTION nzbn_smaller(nzbn, nzbn)
RETURNS nzbn
AS 'int8smaller'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_smaller(nzbn, nzbn) IS 'support: aggregate, the lower number';

CREATE FUNCTION nzbn_larger(nzbn, nzbn)
RETURNS nzbn
AS 'int8larger'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_larger(nzbn, nzbn) IS 'support: aggregate, the higher number';

CREATE AGGREGATE min(number nzbn) (
	SFUNC = nzbn_smaller,
	STYPE = nzbn,
	COMBINEFUNC = nzbn_smaller,
	SORTOP = <,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(number nzbn) IS 'lowest number';

CREATE AGGREGATE max(number nzbn) (
	SFUNC = nzbn_larger,
	STYPE = nzbn,
	COMBINEFUNC = nzbn_larger,
	SORTOP = >,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(number nzbn) IS 'highest number';

CREATE CAST (nzbn AS bigint) WITHOUT FUNCTION AS IMPLICIT;

COMMENT ON CAST (nzbn AS bigint) IS 'the number';

CREATE CAST (nzbn AS text) WITH INOUT AS ASSIGNMENT;

COMMENT ON CAST (nzbn AS text) IS 'the 13 digits';

CREATE CAST (bigint AS nzbn) WITH FUNCTION nzbn(bigint);

COMMENT ON CAST (bigint AS nzbn) IS 'a number as an NZBN, its check digit checked';
