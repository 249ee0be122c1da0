import type { EvaluationReport } from "../../messages/evaluationReport.ts";
import { HEAT_STEPS, heatMap } from "../charts/heatMap.ts";
import { dataTable } from "../html/dataTable.ts";
import { figureText } from "../html/figureText.ts";
import { html } from "../html/html.ts";
import { type ReportSection, reportSection } from "../html/reportSection.ts";
import { scrollBox } from "../html/scrollBox.ts";

type Pair = EvaluationReport["fidelity"]["pairs"][number];

/** Columns of the heat map at most: those that differ most. */
const MOST_COLUMNS = 30;
const MOST_ROWS = 10;

/** Pairs of columns: a heat map of distances and of differences of association, and the pairs that differ most. null without pairs. */
export function pairsSection({ fidelity }: EvaluationReport): ReportSection | null {
  const { pairs } = fidelity;
  if (pairs.length === 0) return null;
  const all = [
    ...new Set([...fidelity.columns.map(({ name }) => name), ...pairs.flatMap(({ columns }) => columns)]),
  ];
  const names = worstColumns(all, pairs);
  const found = new Map(pairs.flatMap((pair) => bothWays(pair).map((key) => [key, pair] as const)));
  const between = (row: number, column: number) => found.get(keyOf(names[row]!, names[column]!));
  const map = heatMap(
    {
      id: "pairs-map",
      title: "Pairs of columns",
      description: `Below the diagonal the distance of each pair of columns, above it the difference of association. The largest are in the table below.`,
    },
    names,
    (row, column) => between(row, column)?.tvd ?? null,
    (row, column) => {
      const pair = between(row, column);
      return pair === undefined ? null : associationDifference(pair);
    },
  );
  const shades = html`<ul class="legend">${[...HEAT_STEPS, null].map((step, i) => {
    const text = step === null ? `${HEAT_STEPS.at(-1)} or more` : `below ${step}`;
    return html`<li><svg viewBox="0 0 28 12" aria-hidden="true"><rect class="heat heat--${i}" x="2" y="1" width="24" height="10"/></svg>${text}</li>`;
  })}</ul>`;
  const left =
    all.length > names.length &&
    html`<p class="note">The ${names.length} of ${all.length} columns that differ most.</p>`;
  const worst = [...pairs].sort((a, b) => b.tvd - a.tvd).slice(0, MOST_ROWS);
  const table = dataTable(
    worst.length < pairs.length ? `The ${worst.length} pairs that differ most, of ${pairs.length}` : "Pairs",
    [
      { text: "Pair" },
      { text: "Distance", isNumber: true },
      { text: "Association, real", isNumber: true },
      { text: "Association, synthetic", isNumber: true },
    ],
    worst.map(({ columns, tvd, realAssociation, syntheticAssociation }) => [
      html`<bdi>${columns[0]}</bdi> and <bdi>${columns[1]}</bdi>`,
      figureText(tvd),
      figureText(realAssociation, 2),
      figureText(syntheticAssociation, 2),
    ]),
  );
  return reportSection(
    "pairs",
    "Pairs of columns",
    "Below the diagonal: how far the joint shares of two columns are from real ones. Above it: how much stronger or weaker the two hang together than in real records.",
    [shades, left, scrollBox("Heat map of pairs", html`<div class="unshrunk">${map}</div>`), table],
  );
}

function associationDifference({ realAssociation, syntheticAssociation }: Pair): number | null {
  if (realAssociation === null || syntheticAssociation === null) return null;
  return Math.abs(realAssociation - syntheticAssociation);
}

function worstColumns(names: readonly string[], pairs: readonly Pair[]): readonly string[] {
  if (names.length <= MOST_COLUMNS) return names;
  const sums = new Map<string, number>();
  for (const { columns, tvd } of pairs)
    for (const name of columns) sums.set(name, (sums.get(name) ?? 0) + tvd);
  const most = [...names].sort((a, b) => (sums.get(b) ?? 0) - (sums.get(a) ?? 0)).slice(0, MOST_COLUMNS);
  return names.filter((name) => most.includes(name));
}

const keyOf = (a: string, b: string) => JSON.stringify([a, b]);
const bothWays = ({ columns: [a, b] }: Pair) => [keyOf(a, b), keyOf(b, a)];
