import type { EncodedTable } from "../../math/encodedTable.ts";
import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import { allowedLevels, calibrateModel, type Evidence } from "../model/calibrateModel.ts";
import type { PrivateModel } from "../model/privateModel.ts";
import { drawFine } from "./drawFine.ts";
import { sampleTree } from "./sampleTree.ts";

/** Records per block. Part of the format: rows are a function of (model, seed) and of this. */
export const BLOCK_ROWS = 262_144;

/**
 * `rows` records on fine levels, in blocks of at most BLOCK_ROWS, so that any number of them fits in memory: the same rows for the same
 * (model, seed, evidence) on every machine, however they are consumed. Costs no privacy. Throws E1006 for evidence no record meets,
 * RangeError for a seed that is not 32 bytes, rows that are not a whole number from 1, or evidence that does not fit the columns.
 */
export function* sampleBlocks(
  model: PrivateModel,
  options: { rows: number; seed: Uint8Array; evidence?: readonly Evidence[] },
): Generator<EncodedTable> {
  const { rows, seed, evidence = [] } = options;
  if (!Number.isSafeInteger(rows) || rows < 1) throw new RangeError(`${rows} is not a number of rows`);
  const { tree, beliefs } = calibrateModel(model, evidence);
  const sizes = model.columns.map(({ map }) => map.length);
  const allowed = allowedLevels(model, evidence);
  for (let block = 0; block * BLOCK_ROWS < rows; block++) {
    const count = Math.min(BLOCK_ROWS, rows - block * BLOCK_ROWS);
    const stream = keystream(seed, `rows ${block}`);
    const coarse = sampleTree(tree, beliefs, count, stream);
    const fast = fastStream(stream);
    yield {
      sizes,
      rows: count,
      columns: coarse.map((cells, column) =>
        drawFine(cells, model.columns[column]!, allowed.get(column) ?? null, fast.nextUint32),
      ),
    };
  }
}
