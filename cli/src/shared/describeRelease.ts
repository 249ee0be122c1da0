import type { fitTable, SynthDocument } from "@symbolon/synth-worker/synthesis";

type Charges = Awaited<ReturnType<typeof fitTable>>["charges"];

/** Mean absolute value of Gaussian noise, in standard deviations. */
const MEAN_ABSOLUTE = Math.sqrt(2 / Math.PI);
/** Half the width of a 95 % interval, in standard deviations. */
const NORMAL_95 = 1.959963984540054;

/** A release in figures and in lines a person reads: what was promised, what was measured with which noise, what was charged. */
export function describeRelease({ schema, model }: SynthDocument, charges: Charges | null) {
  const { privacy, tables, total, columns } = model;
  const modelled = new Set(schema.constraints.flatMap((c) => (c.kind === "functional" ? [c.to] : [])));
  const names = schema.columns
    .filter((column) => column.kind !== "id" && !modelled.has(column.name))
    .map(({ name }) => name);
  const measured = tables
    .filter((table) => table.columns.length > 1)
    .map((table) => {
      const sigma = Math.sqrt(table.variance);
      return {
        columns: table.columns.map((column) => names[column]!),
        cells: table.counts.length,
        sigma,
        /** Upper bound of the expected L1 error of the table as measured, in shares. */
        expectedL1: (MEAN_ABSOLUTE * sigma * table.counts.length) / total,
        /** Every cell's true count lies within this of the measured one, at 95 %. */
        halfWidth95: NORMAL_95 * sigma,
      };
    });
  const oneWays = columns.map(({ sigma }, column) => ({
    column: names[column]!,
    sigma,
    halfWidth95: NORMAL_95 * sigma,
  }));
  const kind = privacy.relation === "replace" ? "replacing" : "adding or removing";
  const lines = [
    `(${privacy.epsilon.toPrecision(4)}, ${privacy.delta})-differentially private against ${kind} all records of one patient (at most ${privacy.maxRecords})`,
    ...(privacy.guarantee ? [] : ["NO GUARANTEE: the noise can be repeated"]),
    `budget ${privacy.rhoMicro} micro-rho; about ${Math.round(total)} records; ${columns.length} columns on their own, ${measured.length} tables together (${privacy.mechanism})`,
    ...measured.map(
      ({ columns: own, cells, sigma, halfWidth95 }) =>
        `  ${own.join(" x ")}: ${cells} cells, noise ${sigma.toFixed(1)}, 95 % of counts within ${halfWidth95.toFixed(0)}`,
    ),
  ];
  const spent = charges?.map(({ what, rho, sigma }) => ({
    what,
    rho: Number(rho.num) / Number(rho.den),
    sigma: sigma === null ? null : Number(sigma.num) / Number(sigma.den),
  }));
  return { privacy, total, oneWays, measured, charges: spent ?? null, lines };
}
