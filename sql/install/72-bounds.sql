--
-- bounds: what a figure can be if a part of the money is not known in detail
--

CREATE FUNCTION hhi_bounds(summary concentration_summary, unknown numeric)
RETURNS numrange
AS 'MODULE_PATHNAME', 'commissioning_hhi_bounds'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;

COMMENT ON FUNCTION hhi_bounds(summary concentration_summary, unknown numeric) IS 'least and greatest HHI, if the unknown went to any holders';

CREATE FUNCTION hhi_bounds(summary concentration_summary, unknown numeric, at_most bigint)
RETURNS numrange
AS 'MODULE_PATHNAME', 'commissioning_hhi_bounds'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;

COMMENT ON FUNCTION hhi_bounds(summary concentration_summary, unknown numeric, at_most bigint) IS 'least and greatest HHI, if the unknown went to at most so many holders';

CREATE FUNCTION hhi_bounds(summary concentration_summary, unknown double precision)
RETURNS numrange
AS 'MODULE_PATHNAME', 'commissioning_hhi_bounds'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;

COMMENT ON FUNCTION hhi_bounds(summary concentration_summary, unknown double precision) IS 'least and greatest HHI, if the unknown went to any holders';

CREATE FUNCTION hhi_bounds(summary concentration_summary, unknown double precision, at_most bigint)
RETURNS numrange
AS 'MODULE_PATHNAME', 'commissioning_hhi_bounds'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;

COMMENT ON FUNCTION hhi_bounds(summary concentration_summary, unknown double precision, at_most bigint) IS 'least and greatest HHI, if the unknown went to at most so many holders';

CREATE FUNCTION top_share_bounds(summary concentration_summary, k bigint, unknown numeric)
RETURNS numrange
AS 'MODULE_PATHNAME', 'commissioning_top_share_bounds'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;

COMMENT ON FUNCTION top_share_bounds(summary concentration_summary, k bigint, unknown numeric) IS 'least and greatest top_share(), if the unknown went to any holders';

CREATE FUNCTION top_share_bounds(summary concentration_summary, k bigint, unknown numeric, at_most bigint)
RETURNS numrange
AS 'MODULE_PATHNAME', 'commissioning_top_share_bounds'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;

COMMENT ON FUNCTION top_share_bounds(summary concentration_summary, k bigint, unknown numeric, at_most bigint) IS 'least and greatest top_share(), if the unknown went to at most so many holders';

CREATE FUNCTION top_share_bounds(summary concentration_summary, k bigint, unknown double precision)
RETURNS numrange
AS 'MODULE_PATHNAME', 'commissioning_top_share_bounds'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;

COMMENT ON FUNCTION top_share_bounds(summary concentration_summary, k bigint, unknown double precision) IS 'least and greatest top_share(), if the unknown went to any holders';

CREATE FUNCTION top_share_bounds(summary concentration_summary, k bigint, unknown double precision, at_most bigint)
RETURNS numrange
AS 'MODULE_PATHNAME', 'commissioning_top_share_bounds'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;

COMMENT ON FUNCTION top_share_bounds(summary concentration_summary, k bigint, unknown double precision, at_most bigint) IS 'least and greatest top_share(), if the unknown went to at most so many holders';
