import type { CombinedFigure } from "@symbolon/synth-worker/synthesis";

/** Levels of a column that the text shows; the JSON report has all of them. */
const MOST_LEVELS = 6;

/**
 * The columns' figures of `draws` files for a reader: for JSON as they are with the rule they were combined by, in lines each with its 95 %
 * interval and the parts of its error, and how an analyst combines estimates of his own. `rows` per file stand for `records`
 * real ones.
 */
export function describeDraws(
  { records, figures }: { readonly records: number; readonly figures: readonly CombinedFigure[] },
  draws: number,
  rows: number,
) {
  const shown = figures.filter(
    (figure, i) => figure.kind === "mean" || rankIn(figures, i) < MOST_LEVELS || figure.level === null,
  );
  const hidden = figures.length - shown.length;
  // Rows beyond the records would make an analyst's own variance too small.
  const scale =
    Math.abs(rows / records - 1) < 0.02 ? "" : ` x ${(rows / records).toPrecision(3)} (rows / records)`;
  const lines = [
    `columns over ${draws} draws, 95 % intervals; in them: noise (between draws), the choice of patients (within), and the pull of smoothing`,
    ...shown.map((figure) => `  ${line(figure, draws)}`),
    ...(hidden === 0 ? [] : [`  ${hidden} rarer levels are in the JSON report`]),
    `Your own estimate: q and its squared standard error v on each file; take the mean of q, with variance mean(v)${scale} + (1 + 1/${draws}) x variance of the q's,`,
    `and Student's t with ${draws - 1} (1 + mean(v)${scale} / ((1 + 1/${draws}) variance of the q's))^2 degrees of freedom (Rubin 1987, for models redrawn with noise).`,
    "That leaves out the pull: trust less what hangs on the ends of a column whose mean is pulled far.",
    ...(draws < 5 ? ["Fewer than 5 draws: between-draw variances are rough; 5 or more are advised."] : []),
    "Do not use one file's own standard errors: they leave out the privacy noise and are too small (anti-conservative). The draws cost no further privacy.",
  ];
  return {
    combining: {
      rule: "noisy-model",
      formula:
        "variance = mean(v) + (1 + 1/m) var(q); df = (m - 1)(1 + mean(v) / ((1 + 1/m) var(q)))^2; for the figures v includes pull^2",
      level: 0.95,
      draws,
      records,
      /** An analyst's own v on `rows` rows is multiplied by this. */
      varianceFactor: rows / records,
      figures,
    },
    lines,
  };
}

/** How many levels of the figure's column come before it by size. */
function rankIn(figures: readonly CombinedFigure[], at: number): number {
  const { column, combined } = figures[at]!;
  const own = combined?.estimate ?? 0;
  return figures.filter((other, i) => {
    const size = other.combined?.estimate ?? 0;
    return other.column === column && other.kind === "share" && (size > own || (size === own && i < at));
  }).length;
}

function line({ column, kind, level, combined }: CombinedFigure, draws: number): string {
  const name = kind === "mean" ? `${column}: mean` : `${column} = ${level ?? "(empty)"}:`;
  if (combined === null) return `${name} unknown`;
  const { estimate, low, high, between, within, pull } = combined;
  const digits = (value: number) =>
    kind === "mean" ? String(Number(value.toPrecision(5))) : value.toFixed(4);
  const short = (value: number) => String(Number(value.toPrecision(2)));
  const error = (variance: number) => short(Math.sqrt(variance));
  return (
    `${name} ${digits(estimate)} (${digits(low)} to ${digits(high)}), noise ${error((1 + 1 / draws) * between)}, ` +
    `patients ${error(within)}, pull ${short(pull)}`
  );
}
