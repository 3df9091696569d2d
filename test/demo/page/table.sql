-- A table of the page: the question of the query in the file :query of the directory
-- :dir, and its answer.
\set question `sed -n '1s/^-- //p' :'dir'/:query`
\set text `cat :'dir'/:query`
\echo :question '  [':query']'
:text
