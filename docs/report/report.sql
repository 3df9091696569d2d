-- All of the report but its page, over what source.sql names:
--
--   psql -1 -f source.sql -f report.sql
--   psql -AtX -f page.sql -o report.html
--
-- The extension may lie in any schema of your search_path.  Nothing depends on the
-- search_path later on.  Names and labels are any that UTF-8 has, so the database has to be
-- in it.

\set ON_ERROR_STOP 1
\encoding UTF8

DO $$
BEGIN
	IF current_setting('server_encoding') <> 'UTF8' THEN
		RAISE EXCEPTION 'the report needs a database in UTF-8, and "%" is in %', current_database(), current_setting('server_encoding')
			USING ERRCODE = 'feature_not_supported', HINT = 'Copy the table into one made by CREATE DATABASE ... ENCODING ''UTF8'' LOCALE ''C'' TEMPLATE template0.';
	END IF;
END $$;

\ir words.sql
\ir views.sql
\ir sentences.sql
\ir draw.sql
\ir style.sql
\ir charts/value_by_agency.sql
\ir charts/providers_by_agency.sql
\ir charts/contract_values.sql
\ir charts/contract_lengths.sql
\ir charts/lorenz.sql
\ir charts/provider_sets.sql
\ir charts/joint_saving.sql
\ir charts/ending.sql
\ir charts/money_by_year.sql
