/** CSS of the printed report: A4, a page for the verdict, nothing torn apart, folded parts open. */
export const printStyle = `@page { size: A4; margin: 16mm 15mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif; color: #5f706b; } }
@media print {
  :root { color-scheme: light; --paper: #ffffff; }
  body { font-size: 9.5pt; line-height: 1.45; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
  nav { display: none; }
  .file { margin-top: 18px; }
  h1 { font-size: 21pt; margin-top: 12px; }
  .summary { margin-top: 12px; font-size: 1.05rem; }
  .class { margin-top: 18px; padding-top: 12px; gap: 8px 28px; }
  .gauges { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 10px; margin-top: 18px; }
  .gauge { padding: 12px 14px; }
  .gauge h2 { min-height: 0; }
  .gauge-word { margin-top: 2px; font-size: 1.15rem; }
  .steps { margin: 8px 0; }
  .limits { margin-top: 18px; }
  main > section[id] { margin-top: 30px; }
  #checks, #appendix { break-before: page; }
  main > section[id]:is(#checks, #appendix) { margin-top: 0; }
  section[id] > h2 { font-size: 16pt; }
  section[id] > h2, .lead, h3, caption, thead, .legend, figcaption { break-after: avoid; }
  .lead, .legend, figure, tr, .gauge, .facts, .limits li, details, .scroll > div { break-inside: avoid; }
  .lead { margin-bottom: 14px; }
  .scroll { overflow: visible; }
  .unshrunk .figure { max-width: 100%; }
  th, td { padding: 5px 14px 5px 0; }
  .columns { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 18px 28px; }
  .plots { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .survival, .beside { grid-template-columns: 1fr; gap: 14px; }
  .beside figure, .survival figure { max-width: 105mm; }
  table { font-size: 8.8pt; }
  code { font-size: 7pt; }
  details > summary { list-style: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  a { color: inherit; text-decoration: none; }
}
`;
