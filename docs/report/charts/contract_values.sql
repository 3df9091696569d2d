-- How large contracts are: by bands of value, how many there are and how much of the money they have.

CREATE FUNCTION report.contract_values_chart() RETURNS text
	LANGUAGE sql STABLE SET jit = off
BEGIN ATOMIC
	SELECT CASE WHEN coalesce(sum(contracts), 0) = 0
	            THEN report.nothing('No contract has a value that is known and not below 0, so that there is nothing to draw.')
	            ELSE report.band_bars('contract_values', 'Contracts by value', array_agg(label ORDER BY place), array_agg(contracts ORDER BY place),
	                                  array_agg(contract_share ORDER BY place), array_agg(value ORDER BY place), array_agg(value_share ORDER BY place)) END
	FROM report.contract_values;
END;

CREATE FUNCTION report.contract_values_table() RETURNS text
	LANGUAGE sql STABLE SET jit = off
RETURN (SELECT report.table_of('Contracts by value', '{Value,Contracts,Share,Value,Share of value}',
                               string_agg(report.band_row(label, contracts, contract_share, value, value_share), '' ORDER BY place))
        FROM report.contract_values);
