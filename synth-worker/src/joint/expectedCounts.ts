import { keystream } from "../random/keystream.ts";
import { sampleTree } from "../tabular/generation/sampleTree.ts";
import { countCells } from "../tabular/mechanisms/countCells.ts";
import type { ModelState } from "../tabular/model/modelState.ts";

/** As in the central engine: enough rows that a cell is off by a part of the noise at most. */
const MOST_ROWS = 100_000;
const LEAST_ROWS = 20_000;
const ROWS_PER_RECORD = 20;

/**
 * Counts that the fitted model expects in each table, from one systematic sample of it (`sample` numbers them): the same at all nodes. Tables
 * need not lie in a clique of the model.
 */
export function expectedCounts(
  state: ModelState,
  tables: readonly { readonly columns: readonly number[] }[],
  sample: number,
): Float64Array[] {
  const { tree, beliefs } = state.fit;
  const seed = new Uint8Array(32);
  new DataView(seed.buffer).setUint32(0, sample);
  const rows = Math.min(MOST_ROWS, Math.max(LEAST_ROWS, Math.round(ROWS_PER_RECORD * state.total)));
  const cells = sampleTree(tree, beliefs, rows, keystream(seed, "compare"));
  const scale = state.total / rows;
  return tables.map(({ columns }) => countCells(cells, tree.sizes, columns).map((count) => count * scale));
}
