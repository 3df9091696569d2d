/* commissioning--1.0.sql */

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION commissioning" to load this file. \quit

-- COST, in units of cpu_operator_cost, says in what order a planner does best to
-- call functions.  What one costs grows with its summary, which no planner knows;
-- so there are three classes, of what is called once a row at the most:
--
--	15	reads the header: rows and coverage
--	25	goes through the entries once
--	50	sorts them, makes a list or another summary of them, or writes or reads
--		all of them
--
-- All are above 10, from where on what is only shown is computed after ORDER BY
-- and LIMIT, and a cheap condition is tried first.  None is far above: the last
-- function of an aggregate is charged once a group, and 200,000 groups at 50 are
-- 25,000, a quarter of what starts just-in-time compilation.
--
-- The default of 1 is for plain arithmetic, and for what adds a row or a state to
-- a state: dear combining would talk planners out of aggregating in parts.
--
-- SSPACE is what a state takes that has few keys, since there may be many groups
-- of those: 512 bytes for lengths, which have the shortest keys, 1024 for others.
-- ROWS is what a list has in ordinary use: a list of k has 10, as k is unknown.
