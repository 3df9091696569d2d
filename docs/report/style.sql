-- How the page looks: colours, sizes, one column on a phone, chart beside table in print.

CREATE FUNCTION report.style() RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN $css$
:root {
  --paper: #f4f6f8; --card: #ffffff; --ink: #1b2530; --soft: #55616e; --link: #1f5c99;
  --edge: #dce1e7; --note: #fff4dd; --note-edge: #e0a93f;
  --grid: #e3e7ec; --axis: #8893a0; --stripe: #f1f4f7; --dot: #c9d0d9;
  --a: #2f6cab; --a-rest: #6b8fbd; --b: #a8640f; --b-rest: #c08838;
  /* cells of the heat map from 0 to most, and what is written in them */
  --s0: #f1f4f7; --s1: #e1ecf7; --s2: #c3daf0; --s3: #98bfe3; --s4: #2f6cab; --s5: #173f6b;
  --on-s0: #5b6773; --on-s1: #1b2530; --on-s2: #1b2530; --on-s3: #1b2530; --on-s4: #ffffff; --on-s5: #ffffff;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    color-scheme: dark;
    --paper: #12171c; --card: #1b2229; --ink: #e7ecf1; --soft: #a9b4bf; --link: #86b7e8;
    --edge: #313b46; --note: #33290f; --note-edge: #b98a2f;
    --grid: #2b343e; --axis: #77838f; --stripe: #222b34; --dot: #45515e;
    --a: #6fa6de; --a-rest: #48729f; --b: #e0a355; --b-rest: #96703d;
    --s0: #222b34; --s1: #21374d; --s2: #254a70; --s3: #2a5f95; --s4: #7db2e8; --s5: #c0dcf8;
    --on-s0: #a9b4bf; --on-s1: #e7ecf1; --on-s2: #e7ecf1; --on-s3: #ffffff; --on-s4: #10161c; --on-s5: #10161c;
  }
}

* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif;
}
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 0; }
p { margin: 0; }
a { color: var(--link); }

header, main, footer { max-width: 75rem; margin: 0 auto; padding: 0 1.5rem; }
header { padding-top: 2rem; }
.day { color: var(--soft); }
.says {
  margin: 1rem 0 0; padding: .65rem .9rem; border: 1px solid var(--note-edge); border-left-width: .35rem; border-radius: .3rem;
  background: var(--note); overflow-wrap: anywhere;
}
nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; margin: 1.1rem 0 0; padding: 0; list-style: none; font-size: .9rem; }
footer { padding-bottom: 2.5rem; color: var(--soft); font-size: .85rem; }

main { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1.25rem; padding-top: 1.25rem; padding-bottom: 1.5rem; }
section {
  min-width: 0; padding: 1.2rem 1.3rem 1.3rem; border: 1px solid var(--edge); border-radius: .5rem;
  background: var(--card); overflow-wrap: anywhere;
}
#short, section:last-child:nth-child(even) { grid-column: 1 / -1; }
.five { margin: .8rem 0 0; }
.five div { display: grid; grid-template-columns: 13rem minmax(0, 1fr); gap: 0 1.2rem; padding: .45rem 0; }
.five dt { font-weight: 600; }
.five dd { margin: 0; }
.five .stands { display: block; }
.lead { margin: .15rem 0 .8rem; color: var(--soft); }
.stands { color: var(--soft); font-size: .85rem; }
section > .stands { margin: .6rem 0 .8rem; }
.none { padding: 1.2rem; border-radius: .3rem; background: var(--stripe); }

svg {
  display: block; width: 100%; height: auto; max-width: 36rem; margin: 0 auto; overflow: visible;
  font-family: inherit; font-size: 12px; fill: var(--ink);
}
svg .number, td { font-variant-numeric: tabular-nums; }
svg .name { unicode-bidi: plaintext; }
svg .head, svg .tick { fill: var(--soft); }
svg .strong, svg .now { font-weight: 600; fill: var(--ink); }
svg .grid { stroke: var(--grid); }
svg .axis, svg .equality { stroke: var(--axis); }
svg .today { stroke: var(--b); }
svg .bar.a { fill: var(--a); }
svg .bar.a.rest { fill: var(--a-rest); }
svg .bar.b { fill: var(--b); }
svg .bar.b.rest { fill: var(--b-rest); }
svg .curve, svg .link { stroke: var(--a); }
svg .under, svg .member { fill: var(--a); }
svg .mark { fill: var(--b); }
svg .stripe { fill: var(--stripe); }
svg .other { fill: var(--dot); }
svg .cell { fill-opacity: 1; }
svg rect.s0 { fill: var(--s0); } svg text.s0 { fill: var(--on-s0); }
svg rect.s1 { fill: var(--s1); } svg text.s1 { fill: var(--on-s1); }
svg rect.s2 { fill: var(--s2); } svg text.s2 { fill: var(--on-s2); }
svg rect.s3 { fill: var(--s3); } svg text.s3 { fill: var(--on-s3); }
svg rect.s4 { fill: var(--s4); } svg text.s4 { fill: var(--on-s4); }
svg rect.s5 { fill: var(--s5); } svg text.s5 { fill: var(--on-s5); }
svg g:hover > .touch { fill: var(--ink); fill-opacity: .06; }

.sheet { max-height: 33rem; overflow: auto; }
table { width: 100%; border-collapse: collapse; font-size: .85rem; line-height: 1.35; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { padding: .28rem 0 .28rem .8rem; border-bottom: 1px solid var(--edge); text-align: right; vertical-align: top; font-weight: 400; }
td { white-space: nowrap; }
th:first-child { padding-left: 0; text-align: left; }
thead th { position: sticky; top: 0; background: var(--card); color: var(--soft); vertical-align: bottom; overflow-wrap: normal; }
tfoot th, tfoot td { color: var(--soft); }

@media screen and (min-width: 56.01rem) {
  section:last-child:nth-child(even) {
    display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); grid-template-rows: repeat(4, auto) 1fr; column-gap: 3.9rem;
  }
  section:last-child:nth-child(even) > .sheet { grid-column: 2; grid-row: 1 / span 5; }
}
@media screen and (max-width: 56rem) {
  main, .five div { grid-template-columns: minmax(0, 1fr); }
}
@media screen and (max-width: 30rem) {
  header, main, footer { padding-left: .5rem; padding-right: .5rem; }
  main { gap: .7rem; }
  section { padding: 1rem .55rem; }
  h1 { font-size: 1.6rem; }
  table { font-size: .77rem; }
  th, td { padding-left: .4rem; }
  th:first-child { min-width: 4.8rem; }
}

@page { margin: 15mm; }
@media print {
  body { background: none; font-size: 10pt; }
  h1 { font-size: 20pt; }
  h2 { font-size: 12pt; }
  h2, .lead { break-after: avoid; break-inside: avoid; }
  .lead { font-size: 9.5pt; }
  .stands, footer { font-size: 8pt; }
  header, main, footer { max-width: none; padding-left: 0; padding-right: 0; }
  header { padding-top: 0; }
  nav { display: none; }
  main { display: block; padding-top: 4mm; }
  footer { padding-bottom: 0; }
  section { display: flow-root; padding: 4mm 0 5mm; border: 0; border-top: 1px solid var(--edge); border-radius: 0; break-inside: avoid; }
  svg { float: left; width: 88mm; break-inside: avoid; }
  svg + .stands, svg ~ .sheet { margin-left: 94mm; }
  section > .stands { margin-top: 0; margin-bottom: 2mm; }
  .five div { grid-template-columns: 45mm minmax(0, 1fr); break-inside: avoid; }
  .sheet { max-height: none; overflow: visible; }
  table { font-size: 7pt; }
  tr { break-inside: avoid; }
  th, td { padding: .7mm 0 .7mm 2mm; }
  thead th { position: static; }
  /* the table of all pairs is longer than a page */
  #joint_saving { break-inside: auto; }
  #joint_saving svg { float: none; }
  #joint_saving > .stands, #joint_saving > .sheet { margin-left: 0; margin-top: 2mm; }
}
$css$;
