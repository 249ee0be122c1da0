import { type Model, SymbolonError } from "@symbolon/protocol";
import { dequantise } from "../tabular/dequantise.ts";
import { fitTree } from "../tabular/fitTree.ts";
import { sampleRows } from "../tabular/sampleRows.ts";
import { toCsv } from "../tabular/toCsv.ts";

export { type Clique, type CliqueLayout, cliqueLayout } from "../tabular/cliqueLayout.ts";
export { type Domain, domainOf } from "../tabular/domain.ts";

/** The most rows one file may have; the order spec has the same limit. */
const MAX_ROWS = 1_000_000;

/**
 * The synthetic file of a model: CSV bytes, a function of (model, rows, seed, columns) and of nothing else, so
 * worker, browser and offline verifier get the same bytes. `seedHex` is 32 bytes as 0x hex. `columns` picks and
 * orders columns (default: all, in schema order) and does not change their values. Throws E1006 for a model
 * whose counts do not fit its schema, rows outside 1..1,000,000, a seed that is not 32 bytes, or a column that
 * is unknown or repeats.
 */
export function generateCsv(
  model: Model,
  options: { rows: number; seedHex: string; columns?: readonly string[] },
): Uint8Array<ArrayBuffer> {
  const { rows, seedHex } = options;
  const refuse = (reason: string): never => {
    throw new SymbolonError("E1006", { document: "request to generate", reason });
  };
  if (!Number.isInteger(rows) || rows < 1 || rows > MAX_ROWS)
    refuse(`rows must be 1 to ${MAX_ROWS}, not ${rows}`);
  if (!/^0x[0-9a-fA-F]{64}$/.test(seedHex)) refuse("the seed must be 32 bytes as 0x hex");
  const names = model.schema.columns.map((column) => column.name);
  const wanted = options.columns ?? names;
  if (wanted.length === 0 || new Set(wanted).size !== wanted.length)
    refuse("columns must be named, once each");
  for (const name of wanted) if (!names.includes(name)) refuse(`column ${name} is not in the schema`);

  const seed = Uint8Array.from({ length: 32 }, (_, i) =>
    Number.parseInt(seedHex.slice(2 + 2 * i, 4 + 2 * i), 16),
  );
  const table = sampleRows(fitTree(model), { rows, seed });
  const values = dequantise(model.schema.columns, table, seed);
  return toCsv(wanted.map((name) => values[names.indexOf(name)]!));
}
