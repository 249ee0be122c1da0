import type { EncodedTable } from "../../math/encodedTable.ts";
import type { Evidence } from "../model/calibrateModel.ts";
import type { PrivateModel } from "../model/privateModel.ts";
import { sampleBlocks } from "./sampleBlocks.ts";

/** The rows of sampleBlocks as one table. Throws as it does. */
export function sampleModel(
  model: PrivateModel,
  options: { rows: number; seed: Uint8Array; evidence?: readonly Evidence[] },
): EncodedTable {
  const columns = model.columns.map(() => new Uint16Array(options.rows));
  let sizes: readonly number[] = [];
  let start = 0;
  for (const block of sampleBlocks(model, options)) {
    sizes = block.sizes;
    for (const [column, cells] of block.columns.entries()) columns[column]!.set(cells, start);
    start += block.rows;
  }
  return { sizes, rows: options.rows, columns };
}
