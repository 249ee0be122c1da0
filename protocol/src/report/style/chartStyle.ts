/** CSS of drawings. Real is hollow or dashed ink, synthetic filled or solid accent: the difference does not hang on colour. */
export const chartStyle = `svg { display: block; height: auto; font-family: var(--font); }
:where(svg:not(.figure)) { width: 100%; }
.figure { max-width: 100%; }
.unshrunk .figure { max-width: none; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 22px; margin-bottom: 14px; color: var(--ink-2); font-size: .9rem; }
.legend li { display: flex; align-items: center; gap: 8px; }
.legend svg { flex: none; width: 28px; height: 12px; }
.bar--real { fill: none; stroke: var(--ink-2); stroke-width: 1.1; }
.bar--synthetic { fill: var(--accent); }
.bar-label, .forest-label { fill: var(--ink); font-size: 11px; }
.forest-label { font-size: 13px; }
.bar-figure { fill: var(--ink-2); font-size: 11px; font-variant-numeric: tabular-nums; }
.bar-figure--synthetic { fill: var(--accent); font-weight: 600; }
.bar-head { fill: var(--ink-3); font-size: 10px; }
.columns { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr)); gap: 34px 36px; }
.column { display: grid; grid-row: span 2; grid-template-rows: subgrid; row-gap: 6px; }
.column-name { color: var(--ink-3); font: 400 .8rem/1.4 var(--mono); overflow-wrap: anywhere; }
.column-facts { margin-top: 2px; color: var(--ink-2); font-size: .84rem; line-height: 1.4; }
.heat { stroke: var(--surface); stroke-width: 1; fill: var(--accent); }
.heat--0 { fill-opacity: .05; }
.heat--1 { fill-opacity: .14; }
.heat--2 { fill-opacity: .26; }
.heat--3 { fill-opacity: .4; }
.heat--4 { fill-opacity: 1; }
.heat--self { fill: var(--line-strong); fill-opacity: .35; }
.heat-figure { fill: var(--ink); font-size: 11px; font-variant-numeric: tabular-nums; }
.heat-figure--strong { fill: var(--accent-ink); font-weight: 600; }
.wide { min-width: 600px; }
.plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 330px), 1fr)); gap: 28px 36px; }
.scroll + .legend { margin-top: 32px; }
.survival, .beside { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 380px), 1fr)); gap: 24px 48px; align-items: center; }
.survival .facts { grid-template-columns: repeat(auto-fit, minmax(min(100%, 140px), 1fr)); }
.forest { margin-top: 36px; }
.forest figcaption { margin-bottom: 10px; }
.grid-line, .rule { fill: none; stroke: var(--line); stroke-width: 1; }
.axis { fill: none; stroke: var(--line-strong); }
.tick { fill: var(--ink-3); font-size: 11px; font-variant-numeric: tabular-nums; }
.axis-name { fill: var(--ink-2); font-size: 11.5px; }
.line { fill: none; stroke-width: 2; stroke-linejoin: round; }
.line--synthetic, .line--first { stroke: var(--accent); stroke-width: 2.4; }
.line--real { stroke: var(--ink); stroke-width: 1.6; stroke-dasharray: 6 3.5; }
.line--second { stroke: var(--ink); stroke-width: 1.6; stroke-dasharray: 7 3; }
.line--third { stroke: var(--ink-2); stroke-width: 1.8; stroke-dasharray: 1.5 3; stroke-linecap: round; }
.line--bound { stroke: var(--bad); stroke-width: 1.6; stroke-dasharray: 9 3 2 3; }
.line--chance { stroke: var(--line-strong); stroke-width: 1.3; }
.mark { stroke: var(--line-strong); stroke-dasharray: 2 3; }
.whisker { stroke-width: 1.8; }
.whisker--real { stroke: var(--ink-2); }
.whisker--synthetic { stroke: var(--accent); }
.dot--real { fill: var(--surface); stroke: var(--ink); stroke-width: 1.5; }
.dot--synthetic { fill: var(--accent); }
`;
