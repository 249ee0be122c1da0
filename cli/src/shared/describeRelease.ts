import { type fitTable, releaseSummary, type SynthDocument } from "@symbolon/synth-worker/synthesis";

type Charges = Awaited<ReturnType<typeof fitTable>>["charges"];

/** Half the width of a 95 % interval, in standard deviations. */
const NORMAL_95 = 1.959963984540054;

/** The public cohort a model started from, as far as the report knows it. */
type Prior = { readonly file: string | null; readonly records: number | null };

/**
 * A release for a reader: the figures of releaseSummary with the columns' names (`charges` null: a stored model, whose looks are not
 * known), the public cohort the model started from if any (`cohort` null: not known which), and in lines what was promised and what was
 * measured with which noise.
 */
export function describeRelease(
  { schema, model }: SynthDocument,
  charges: Charges | null,
  cohort: { readonly file: string; readonly records: number } | null = null,
) {
  const restored = new Set(schema.constraints.flatMap((c) => (c.kind === "functional" ? [c.to] : [])));
  const names = schema.columns
    .filter((column) => column.kind !== "id" && !restored.has(column.name))
    .map(({ name }) => name);
  const { privacy, total, columns, tables, looks } = releaseSummary(model, charges ?? []);
  const measured = tables.map((table) => ({
    ...table,
    columns: table.columns.map((column) => names[column]!),
    /** Every cell's true count lies within this of the measured one, at 95 %. */
    halfWidth95: NORMAL_95 * table.sigma,
  }));
  const oneWays = columns.map(({ intervals, ...column }, i) => ({
    column: names[i]!,
    ...column,
    /** Coarse levels in order, each with what the model says and the limits of the true count. */
    intervals: Array.from(intervals.released, (released, level) => ({
      released,
      low: intervals.low[level]!,
      high: intervals.high[level]!,
    })),
  }));
  const kind = privacy.relation === "replace" ? "replacing" : "adding or removing";
  const prior: Prior | null = model.base.length === 0 ? null : (cohort ?? { file: null, records: null });
  const lines = [
    `(${privacy.epsilon.toPrecision(4)}, ${privacy.delta})-differentially private against ${kind} all records of one patient (at most ${privacy.maxRecords})`,
    ...(privacy.guarantee ? [] : ["NO GUARANTEE: the noise can be repeated"]),
    ...(prior === null
      ? []
      : [
          `prior: ${prior.file === null ? "a public cohort" : `public cohort ${prior.file}, ${prior.records} records`}; the promise does NOT cover it: everybody in it must be public already`,
        ]),
    `budget ${privacy.rhoMicro} micro-rho; about ${Math.round(total)} records; ${columns.length} columns on their own, ${measured.length} tables together (${privacy.mechanism})`,
    ...measured.map(
      ({ columns: own, cells, sigma, halfWidth95 }) =>
        `  ${own.join(" x ")}: ${cells} cells, noise ${sigma.toFixed(1)}, 95 % of counts within ${halfWidth95.toFixed(0)}`,
    ),
  ];
  return { privacy, prior, total, oneWays, measured, charges: charges === null ? null : looks, lines };
}
