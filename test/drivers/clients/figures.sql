-- Figures of a stored summary are what they were, else division by zero.
\set agency random(0, 9)
SELECT 1 / (figures(c, t, o, b, d) = answer.figures)::int
FROM stored JOIN answer USING (agency) WHERE agency = :agency::int;
