-- B3. "61 percent" is a share of value in one source and of contracts in
-- another; "over 3 years" holds 60 % of value and "3 years or more" 61 %. The
-- contracts of exactly 3 years are the difference: say whether the edge counts.
SELECT years,
       round(100 * contract_share(s, range), 1)   AS "% of contracts",
       round(100 * value_share(s, range), 1)      AS "% of value"
FROM (SELECT term_summary(term, value) AS s FROM length_contract) AS x,
     (VALUES ('3 years or more', numrange '[3,)'),
             ('over 3 years',    numrange '(3,)'),
             ('exactly 3 years', numrange '[3,3]')) AS wanted (years, range);
