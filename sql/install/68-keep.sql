--
-- keep: a table of summaries that follows the rows of another
--

CREATE FUNCTION keep_summaries_follow()
RETURNS trigger
AS 'MODULE_PATHNAME', 'commissioning_keep_summaries_follow'
LANGUAGE C;

COMMENT ON FUNCTION keep_summaries_follow() IS 'support: trigger, a kept table follows the rows of a statement';

CREATE FUNCTION keep_summaries(rows regclass, kept_in regclass, query text)
RETURNS void
AS 'MODULE_PATHNAME', 'commissioning_keep_summaries'
LANGUAGE C STRICT;

COMMENT ON FUNCTION keep_summaries(rows regclass, kept_in regclass, query text) IS 'fills kept_in with a query over rows, and has it follow their changes';

CREATE FUNCTION keep_summaries_stop(rows regclass, kept_in regclass)
RETURNS void
AS 'MODULE_PATHNAME', 'commissioning_keep_summaries_stop'
LANGUAGE C STRICT;

COMMENT ON FUNCTION keep_summaries_stop(rows regclass, kept_in regclass) IS 'has kept_in follow the changes of rows no more, and keep what it has';
