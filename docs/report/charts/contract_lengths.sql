-- How long contracts are: by bands of years, how many there are and how much of the money they have.

CREATE FUNCTION report.contract_lengths_chart() RETURNS text
	LANGUAGE sql STABLE SET jit = off
BEGIN ATOMIC
	SELECT CASE WHEN coalesce(sum(contracts), 0) = 0 THEN report.nothing('No contract has a first and a last day, so that there is nothing to draw.')
	       ELSE report.bars('contract_lengths', 'Contracts by length',
	                format('Two bars for %s: its share of the contracts and of the value. Most contracts: %s, %s.', report.each_of(count(*), 'band'),
	                       (array_agg(label ORDER BY contracts DESC))[1], report.share(max(contract_share))),
	                array_agg(label ORDER BY place),
	                array_agg(''::text ORDER BY place),
	                array_agg(format('%s, %s of all; %s, %s of the value', report.counted(contracts, 'contract'),
	                                 coalesce(report.share(contract_share), 'no share'),
	                                 coalesce(report.money(value), 'value not known'), coalesce(report.share(value_share), 'no share')) ORDER BY place),
	                '{of contracts,of value}',
	                array_agg(contract_share ORDER BY place) || array_agg(value_share ORDER BY place),
	                array_agg(coalesce(report.share(contract_share), 'not known') ORDER BY place)
	                || array_agg(coalesce(report.share(value_share), CASE WHEN value IS NULL THEN 'not known' ELSE 'no share' END) ORDER BY place),
	                true) END
	FROM report.contract_lengths;
END;

CREATE FUNCTION report.contract_lengths_table() RETURNS text
	LANGUAGE sql STABLE SET jit = off
RETURN (SELECT report.table_of('Contracts by length', '{Length,Contracts,Share,Value,Share of value}',
                               string_agg(report.table_row(ARRAY[report.said(label), report.whole_number(contracts), report.said(report.share(contract_share)),
                                                           report.said(report.money(value)), report.said(report.share(value_share))]), '' ORDER BY place))
        FROM report.contract_lengths);
