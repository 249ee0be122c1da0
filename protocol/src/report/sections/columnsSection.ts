import type { EvaluationReport } from "../../messages/evaluationReport.ts";
import { type BarPair, barPair } from "../charts/barPair.ts";
import { legend } from "../charts/legend.ts";
import { figureText } from "../html/figureText.ts";
import { html, type Markup } from "../html/html.ts";
import { percentText } from "../html/percentText.ts";
import { type ReportSection, reportSection } from "../html/reportSection.ts";

type Column = EvaluationReport["fidelity"]["columns"][number];

/** Bars of a column at most; of more levels the rarest are shown together. */
const MOST_BARS = 14;

/** Every column by itself: shares of its levels or bins among real and synthetic records. null without columns. */
export function columnsSection({ fidelity }: EvaluationReport): ReportSection | null {
  if (fidelity.columns.length === 0) return null;
  const key = legend([
    { stroke: "real", text: "real, held out", isBar: true },
    { stroke: "synthetic", text: "synthetic", isBar: true },
  ]);
  const small = html`<div class="columns">${fidelity.columns.map(figure)}</div>`;
  return reportSection(
    "columns",
    "Column by column",
    "Shares in per cent. The distance is half the sum of all differences; beside it stands what other real records reach.",
    [key, small],
  );
}

function figure(column: Column, place: number): Markup {
  const { name, label, kind, tvd, ceilingTvd, ks, wasserstein, missingReal, missingSynthetic } = column;
  const pairs = fewer(
    column.bars.labels.map((text, i) => ({
      label: text,
      real: column.bars.real[i] ?? null,
      synthetic: column.bars.synthetic[i] ?? 0,
    })),
    kind,
  );
  const words = `Shares of ${pairs.length} ${kind === "number" ? "ranges" : "levels"}: ${pairs
    .map((pair) => `${pair.label}: real ${percentText(pair.real)}, synthetic ${percentText(pair.synthetic)}`)
    .join("; ")}.`;
  const facts = [
    `distance ${figureText(tvd)}`,
    ceilingTvd !== null && `best possible ${figureText(ceilingTvd)}`,
    ks !== null && `KS ${figureText(ks)}`,
    wasserstein !== null && `Wasserstein ${figureText(wasserstein)}`,
    (missingSynthetic > 0 || (missingReal ?? 0) > 0) &&
      `missing ${percentText(missingReal)} real, ${percentText(missingSynthetic)} synthetic`,
  ].filter((fact) => fact !== false);
  return html`<figure class="column"><figcaption><h3><bdi>${label ?? name}</bdi></h3>${
    label !== undefined && label !== name && html`<p class="column-name"><bdi>${name}</bdi></p>`
  }<p class="column-facts">${facts.join(" \u00b7 ")}</p></figcaption>${
    pairs.length > 0 && barPair({ id: `column-${place}`, title: label ?? name, description: words }, pairs)
  }</figure>
`;
}

/** Categories: the most frequent ones, then the rest together. Ranges of a number stay as they are, in order. */
function fewer(pairs: readonly BarPair[], kind: Column["kind"]): readonly BarPair[] {
  if (kind === "number" || pairs.length <= MOST_BARS) return pairs;
  const share = ({ real, synthetic }: BarPair) => Math.max(real ?? 0, synthetic);
  const ordered = pairs
    .map((pair, i) => ({ pair, i }))
    .sort((a, b) => share(b.pair) - share(a.pair) || a.i - b.i);
  const kept = ordered.slice(0, MOST_BARS - 1).map(({ pair }) => pair);
  const rest = ordered.slice(MOST_BARS - 1).map(({ pair }) => pair);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const real = rest.some((pair) => pair.real === null) ? null : sum(rest.map((pair) => pair.real ?? 0));
  return [
    ...kept,
    { label: `${rest.length} others`, real, synthetic: sum(rest.map((pair) => pair.synthetic)) },
  ];
}
