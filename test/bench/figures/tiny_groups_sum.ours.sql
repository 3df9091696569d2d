-- Core's sum of the same 200,000 groups, which "tiny_groups" is held against.
SELECT count(sum), sum(sum)
FROM (SELECT sum(value) FROM arrangement GROUP BY tiny_group) AS x;
