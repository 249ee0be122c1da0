import type { Model, PrivateCertificate } from "@symbolon/protocol";
import { distanceToTables } from "../evaluate/privately/distanceToTables.ts";
import { cliqueLayout } from "../tabular/cliqueLayout.ts";
import { domainOf } from "../tabular/domain.ts";
import { sampleMeasurement } from "../tabular/sampleMeasurement.ts";

/**
 * The part of a certificate that needs no record: the file of (model, rows, seed), drawn again, against the model's own noisy tables, 1-way ones
 * and those of the workload. Anyone who has the model gets the same figures, rounded to 1e-4. Throws as generateCsv does.
 */
export function dataFreeFigures(
  model: Model,
  request: { readonly rows: number; readonly seedHex: string },
): NonNullable<PrivateCertificate["dataFree"]> {
  const { table } = sampleMeasurement(model, request);
  const { cliques } = cliqueLayout(domainOf(model.schema), model.workload);
  const oneWay = cliques.filter(({ columns }) => columns.length === 1);
  const counts = model.noisyCounts;
  const end = oneWay.reduce((sum, { size }) => sum + size, 0);
  const total = counts.slice(0, end).reduce((sum, count) => sum + count, 0) / oneWay.length;
  const variance =
    (Number(model.varianceNum) / Number(model.varianceDen)) * (model.noiseFactorNum / model.noiseFactorDen);
  const measured = { counts, variance, total };
  const one = distanceToTables(table, oneWay, measured)!;
  const two = distanceToTables(table, cliques.slice(oneWay.length), measured) ?? { tvd: 0, expected: 0 };
  const rounded = (value: number) => Math.round(value * 10_000) / 10_000;
  return {
    meanTvd1: rounded(one.tvd),
    meanTvd2: rounded(two.tvd),
    expectedTvd1: rounded(one.expected),
    expectedTvd2: rounded(two.expected),
  };
}
