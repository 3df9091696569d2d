-- The published figures, in the order of the page.  A figure agrees when it is
-- at least "low" and below "high": what would be rounded to the published one.
-- Lines without bounds were not published and are there to compare with.
CREATE TABLE published (
	line   int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	ref    text,
	what   text,
	says   text,
	low    numeric,
	high   numeric,
	unit   text,                   -- '%', '$m', '$' or '' for a number
	digits int                     -- of the figure in that unit, as published
);
INSERT INTO published (ref, what, says, low, high, unit, digits) VALUES
	('A1', 'arrangements', 'at least 18,800', 18800, NULL, '', 0),
	('A1', '  contracts', NULL, NULL, NULL, '', 0),
	('A1', '  grants', NULL, NULL, NULL, '', 0),
	('A1', '  other agreements', NULL, NULL, NULL, '', 0),
	('A1', 'agencies with about 2,000 or more', '6', 6, 7, '', 0),
	('A1', '  of the six that were named', '6', 6, 7, '', 0),
	('A2', 'MoH', '5,613', 5613, 5614, '', 0),
	('A2', 'MSD', '1,845', 1845, 1846, '', 0),
	('A2', 'DIA', '1,835 (no label)', 1835, 1836, '', 0),
	('A2', 'MoE', '957', 957, 958, '', 0),
	('A2', 'ACC', '778', 778, 779, '', 0),
	('A2', 'OT', '584 (no label)', 584, 585, '', 0),
	('A2', 'MoJ', '165 (no label)', 165, 166, '', 0),
	('A2', 'HUD', '139 (no label)', 139, 140, '', 0),
	('A2', 'TPK', '87', 87, 88, '', 0),
	('A2', 'MPP', '78 (no label)', 78, 79, '', 0),
	('A2', 'Ara Poutama', '55', 55, 56, '', 0),
	('A2', 'Police', '41', 41, 42, '', 0),
	('A2', 'MBIE', '7', 7, 8, '', 0),
	('A3', 'providers in all', 'over 5,800', 5801, 5900, '', 0),
	('A3', 'the fewest that the 13 counts allow', '5,613', 5613, 5614, '', 0),
	('A3', 'the most that the 13 counts allow', '12,184', 12184, 12185, '', 0),
	('A3', 'providers of two agencies or more', NULL, NULL, NULL, '', 0),
	('A4', 'all 13 agencies, $', '$6 to 7 billion', 6000000000, 7000000000, '$m', 0),
	('A4', 'MoH', '36 %', 0.355, 0.365, '%', 0),
	('A4', 'ACC', '34 %', 0.335, 0.345, '%', 0),
	('A4', 'MSD', '10 %', 0.095, 0.105, '%', 0),
	('A4', 'OT', '7 %', 0.065, 0.075, '%', 0),
	('A4', 'MoE', '6 %', 0.055, 0.065, '%', 0),
	('A4', 'all others', '7 %', 0.065, 0.075, '%', 0),
	('A4', 'the two largest', '70 %', 0.695, 0.705, '%', 0),
	('A5', 'nine agencies, $', '$1.78 billion', 1775000000, 1785000000, '$m', 0),
	('A5', '  of which grants, $', '$236m', 235500000, 236500000, '$m', 0),
	('A5', '  share of grants', '13 %', 0.125, 0.135, '%', 0),
	('A6', 'contracts', '6,256', 6256, 6257, '', 0),
	('A6', 'mean value in the year, $', '$247,293', 247292.5, 247293.5, '$', 0),
	('A6', 'total, $', '$1,547,065,008', 1547065008, 1547065009, '$', 0),
	('A7', 'under $100,000, of contracts', '60 %', 0.595, 0.605, '%', 0),
	('A7', 'under $100,000, of value', '9 %', 0.085, 0.095, '%', 0),
	('A8', 'under $200,000, of contracts', '77 %', 0.765, 0.775, '%', 0),
	('A8', 'over $1 million, of contracts', '3.7 %', 0.0365, 0.0375, '%', 1),
	('A9', 'the nine largest, of value', '18 % (17.72 %)', 0.17715, 0.17725, '%', 0),
	('A9', 'the nine largest, $', '$274.2m', 274150000, 274250000, '$m', 1),
	('A9', 'contracts that hold 17.7 %', '9', 9, 10, '', 0),
	('A10', 'average length, years', '2.5', 2.45, 2.55, '', 1),
	('A10', 'weighted by value, years', '3.6', 3.55, 3.65, '', 1),
	('A11', 'under 1 year, of contracts', '23 %', 0.225, 0.235, '%', 0),
	('A11', 'under 1 year, of value', '6 %', 0.055, 0.065, '%', 0),
	('A12', 'over 3 years, of contracts', '47 %', 0.465, 0.475, '%', 0),
	('A13', '3 years or more, of value', '61 % (60.515 %)', 0.60510, 0.60520, '%', 0),
	('A13', '3 years or more, $', '$936.2m', 936150000, 936250000, '$m', 1),
	('A14', 'over 3 years, of value', '60 %', 0.595, 0.605, '%', 0),
	('A15', '3 to under 5 years, of value', '36 %', 0.355, 0.365, '%', 0),
	('A15', '5 years or longer, of value', '24 %', 0.235, 0.245, '%', 0),
	('A16', 'OT: 4 years, of contracts', '68 %', 0.675, 0.685, '%', 0),
	('A16', 'MoJ: 5 years, of contracts', '55 %', 0.545, 0.555, '%', 0),
	('A16', 'TPK: 10 years or longer, of contracts', '27 %', 0.265, 0.275, '%', 0),
	('A17', 'Māori providers, of contracts', '20 % (19.7 %)', 0.1965, 0.1975, '%', 1),
	('A17', 'Māori providers, of value', '21.2 %', 0.2115, 0.2125, '%', 1),
	('A17', 'Pacific providers, of contracts', '5 %', 0.045, 0.055, '%', 0),
	('A17', 'Māori providers, times the target of 5 %', 'target 5 %', 1, NULL, '', 1),
	('A18', 'open tender, of contracts', 'about 30 %', 0.295, 0.305, '%', 0),
	('A18', 'closed tender or direct, of contracts', '44 %', 0.435, 0.445, '%', 0),
	('A18', 'method not stated, of contracts', '(26 %)', 0.255, 0.265, '%', 0),
	('A19', 'report 2 to 12 times a year, of contracts', 'most', 0.5, NULL, '%', 0),
	('A19', 'report monthly, of contracts', '27 %', 0.265, 0.275, '%', 0),
	('A19', '  reports that they ask in 2020/21', NULL, NULL, NULL, '', 0),
	('A19', '  if each of them ran all year', NULL, NULL, NULL, '', 0),
	('A20', 'monitored 2 to 4 times a year, of contracts', 'most', 0.5, NULL, '%', 0),
	('A20', 'by a visit, of contracts', 'most', 0.5, NULL, '%', 0),
	('A20', 'both: 2 to 4 visits a year, of contracts', 'most', 0.5, NULL, '%', 0);

-- What the queries answer, once they have run.
CREATE TABLE answer (
	query    text,
	ref      text,
	what     text,
	figure   numeric,
	rows     bigint,
	value    numeric,
	coverage numeric
);

CREATE VIEW comparison AS
SELECT p.line, a.query, p.ref, p.what, p.says, p.unit, p.digits, a.figure, a.rows, a.value, a.coverage,
       a.value / (SELECT sum(value) FROM arrangement) AS of_all,
       CASE WHEN p.low IS NULL AND p.high IS NULL THEN NULL
            ELSE coalesce(a.figure >= p.low AND (a.figure < p.high OR p.high IS NULL), false)
       END AS agrees
FROM published AS p LEFT JOIN answer AS a ON a.ref = p.ref AND a.what = p.what;
