/** CSS of the page: first screen, headings, tables, lists. */
export const pageStyle = `*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 400 16px/1.55 var(--font);
  font-variant-numeric: tabular-nums; text-rendering: optimizeLegibility; }
main { max-width: 1080px; margin: 0 auto; padding: 40px 28px 96px; }
h1, h2, h3, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
ul, ol { list-style: none; }
a { color: var(--accent); text-underline-offset: 3px; text-decoration-thickness: 1px; }
:focus-visible { outline: 2.5px solid var(--accent); outline-offset: 2px; border-radius: 6px; }
.brand { display: flex; align-items: center; gap: 9px; font-weight: 640; font-size: .95rem; }
.brand svg { width: 24px; height: 24px; }
.file { margin-top: 44px; color: var(--ink-2); font-size: .95rem; overflow-wrap: anywhere; }
.file bdi { color: var(--ink); font-weight: 620; }
.file span::before { content: "\\00b7"; margin: 0 6px 0 2px; }
h1 { display: flex; gap: 20px; align-items: flex-start; margin-top: 18px; max-width: 24em;
  font-size: clamp(1.75rem, 1.2rem + 2.4vw, 2.65rem); font-weight: 660; line-height: 1.14; letter-spacing: -.024em; text-wrap: balance; }
.answer { display: block; }
.seal { flex: none; width: 1.9em; height: 1.9em; margin-top: .16em; fill: none; stroke-width: 3.4; stroke-linecap: round; stroke-linejoin: round; }
.seal circle { stroke: none; }
.verdict--passed .answer { color: var(--good); }
.verdict--failed .answer { color: var(--bad); }
.verdict--passed .seal { stroke: var(--good); }
.verdict--passed .seal circle { fill: var(--good-soft); }
.verdict--failed .seal { stroke: var(--bad); }
.verdict--failed .seal circle { fill: var(--bad-soft); }
.summary { margin-top: 20px; max-width: 44em; font-size: 1.12rem; color: var(--ink-2); text-wrap: pretty; }
.failed { margin-top: 20px; padding-left: 18px; border-left: 3px solid var(--bad); }
.failed h2 { font-size: .95rem; }
.failed li { color: var(--ink-2); }
.class { display: flex; flex-wrap: wrap; gap: 14px 40px; margin-top: 30px; padding-top: 18px; border-top: 1px solid var(--line-strong); }
.class > div { max-width: 17em; }
dt { color: var(--ink-3); font-size: .86rem; }
.class dd { font-weight: 580; line-height: 1.35; }
.gauges { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 16px; margin-top: 36px; }
.gauge { padding: 20px 20px 22px; border: 1px solid var(--line); border-radius: 14px; background: var(--surface); }
.gauge h2 { min-height: 2.7em; font-size: .92rem; font-weight: 560; line-height: 1.3; color: var(--ink-2); }
.gauge-word { margin-top: 8px; font-size: 1.3rem; font-weight: 660; letter-spacing: -.015em; line-height: 1.2; }
.steps { display: flex; gap: 4px; margin: 12px 0 14px; }
.step { flex: 1; height: 7px; border: 1px solid var(--line-strong); border-radius: 4px; }
.step--on { border-color: var(--accent); background: var(--accent); }
.gauge-evidence { font-size: .88rem; line-height: 1.5; color: var(--ink-2); }
.limits { margin-top: 36px; }
.limits h2 { font-size: 1.05rem; font-weight: 640; }
.limits ul { margin-top: 8px; columns: 2; column-gap: 40px; }
.limits li { position: relative; padding: 3px 0 3px 16px; break-inside: avoid; color: var(--ink-2); font-size: .94rem; }
.limits li::before { content: ""; position: absolute; left: 0; top: .95em; width: 7px; border-top: 1.5px solid var(--ink-3); }
nav { margin-top: 44px; padding: 18px 0; border-block: 1px solid var(--line-strong); }
nav h2 { font-size: .86rem; font-weight: 400; color: var(--ink-3); }
nav ol { display: flex; flex-wrap: wrap; gap: 4px 22px; margin-top: 4px; }
main > section[id] { margin-top: 76px; scroll-margin-top: 24px; }
section[id] > h2 { font-size: 1.55rem; font-weight: 650; letter-spacing: -.018em; line-height: 1.2; }
.lead { margin: 8px 0 24px; max-width: 46em; color: var(--ink-2); text-wrap: pretty; }
h3 { font-size: 1rem; font-weight: 630; line-height: 1.35; overflow-wrap: anywhere; }
section > h3 { margin-top: 36px; }
.note { margin-top: 2px; color: var(--ink-3); font-size: .88rem; }
.alarm { margin-bottom: 20px; padding: 12px 16px; border-left: 3px solid var(--bad); background: var(--bad-soft); }
.scroll { overflow-x: auto; }
.scroll--narrow { max-width: 46rem; }
.scroll + .scroll, .plots + .forest, .legend + .scroll, .scroll + .legend, .facts + .scroll { margin-top: 28px; }
table { width: 100%; border-collapse: collapse; font-size: .93rem; }
caption { padding-bottom: 8px; text-align: left; color: var(--ink-3); font-size: .86rem; }
th, td { padding: 9px 28px 9px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: baseline; }
th:last-child, td:last-child { padding-right: 0; }
thead th { border-bottom-color: var(--line-strong); color: var(--ink-2); font-size: .86rem; font-weight: 560; }
tbody th { font-weight: 500; }
.number { text-align: right; white-space: nowrap; }
thead .number { white-space: normal; }
.none { text-align: right; color: var(--ink-3); }
.result { white-space: nowrap; font-weight: 580; }
.result--passed { color: var(--good); }
.result--failed { padding: 1px 8px; margin-left: -8px; border-radius: 6px; background: var(--bad-soft); color: var(--bad); }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); gap: 14px 28px; }
.facts dd { font-weight: 560; overflow-wrap: anywhere; }
code { font-family: var(--mono); font-size: .8rem; overflow-wrap: anywhere; }
details { margin-top: 28px; padding: 12px 16px; border: 1px solid var(--line); border-radius: 10px; }
summary { cursor: pointer; font-weight: 560; }
details p { margin: 10px 0 16px; max-width: 46em; color: var(--ink-2); font-size: .93rem; }
.definitions { margin-top: 10px; columns: 2; column-gap: 40px; }
.definitions > div { break-inside: avoid; padding: 7px 0; }
.definitions dt { color: var(--ink); font-size: .92rem; font-weight: 580; }
.definitions dd { color: var(--ink-2); font-size: .88rem; line-height: 1.45; }
@media (max-width: 960px) { .gauges { grid-template-columns: repeat(2, minmax(0, 1fr)); } .gauge h2 { min-height: 0; } }
@media (max-width: 640px) {
  main { padding: 24px 18px 64px; }
  .file { margin-top: 28px; }
  .file span { display: block; }
  .file span::before { content: none; }
  h1 { gap: 14px; }
  .gauges { grid-template-columns: minmax(0, 1fr); gap: 12px; }
  .limits ul, .definitions { columns: 1; }
  .class { gap: 12px 32px; }
  table { font-size: .88rem; }
  th, td { padding: 8px 12px 8px 0; }
  main > section[id] { margin-top: 56px; }
}
`;
