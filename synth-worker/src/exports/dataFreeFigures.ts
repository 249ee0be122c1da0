import type { JointModel, PrivateCertificate } from "@symbolon/protocol";
import { distanceToTables } from "../evaluate/privately/distanceToTables.ts";
import { sampleJointModel } from "../joint/sampleJointModel.ts";

/**
 * The part of a certificate that needs no record: the file of (model, rows, seed), drawn again, against the model's own noisy tables, those of
 * one column and those of more. Every table has noise of its own. Anyone who has the model gets the same figures, rounded to
 * 1e-4. Throws as generateCsv does.
 */
export function dataFreeFigures(
  model: Pick<JointModel, "schema" | "tables" | "rhoMicro">,
  request: { readonly rows: number; readonly seedHex: string },
): NonNullable<PrivateCertificate["dataFree"]> {
  const { table } = sampleJointModel(model, request);
  const names = model.schema.columns.map(({ name }) => name);
  const tables = model.tables.map(({ columns, coins, noisyCounts }) => ({
    columns: columns.map((name) => names.indexOf(name)),
    counts: noisyCounts,
    variance: coins / 4,
  }));
  const oneWay = tables.slice(0, names.length);
  const total =
    oneWay.reduce((sum, { counts }) => counts.reduce((own, count) => own + count, sum), 0) / oneWay.length;
  const one = distanceToTables(table, oneWay, total)!;
  const two = distanceToTables(table, tables.slice(names.length), total) ?? { tvd: 0, expected: 0 };
  const rounded = (value: number) => Math.round(value * 10_000) / 10_000;
  return {
    meanTvd1: rounded(one.tvd),
    meanTvd2: rounded(two.tvd),
    expectedTvd1: rounded(one.expected),
    expectedTvd2: rounded(two.expected),
  };
}
