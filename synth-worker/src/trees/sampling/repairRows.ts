import type { fastStream } from "../../random/fastStream.ts";
import type { RankedTree } from "../model/treesModel.ts";
import type { Assignment } from "./assignment.ts";
import type { CellWriter } from "./cellWriter.ts";

/** Rows of the same leaf that an exchange is tried with, and donors tried from the leaf upwards; what is not found then is given up. */
const EXCHANGES = 64;
const DONORS = 4000;

/** A step's cells of one row. */
export type RowCells = {
  readonly obeys: (row: number) => boolean;
  readonly read: (row: number) => readonly number[];
  readonly restore: (row: number, cells: readonly number[]) => void;
  readonly write: CellWriter;
};

/**
 * Makes rows obey after a step. A row that does not gets, in this order: its donor's cell as it is, without smoothing; the donor of another row of its
 * leaf in exchange for its own, where both rows obey then (no donor is used more often); a donor of its leaf, or else of the nearest ancestors,
 * that may still be used. All tries are counted, so it ends. Rows for which nothing was found get alive[row] = 0.
 */
export function repairRows(
  trees: readonly RankedTree[],
  assignment: Assignment,
  { obeys, read, restore, write }: RowCells,
  alive: Uint8Array,
  stream: ReturnType<typeof fastStream>,
): void {
  const { rows, donorOf, treeOf, leafOf, uses, cap } = assignment;
  const groups = Map.groupBy(rows.keys(), (i) => treeOf[i]! * 4294967296 + leafOf[i]!);
  const put = (i: number, donor: number) => write(rows[i]!, donor, treeOf[i]!, leafOf[i]!, null);

  const exchange = (i: number): boolean => {
    const group = groups.get(treeOf[i]! * 4294967296 + leafOf[i]!)!;
    for (let tries = Math.min(EXCHANGES, 2 * group.length); tries > 0; tries--) {
      const other = group[stream.nextBelow(group.length)]!;
      if (other === i) continue;
      const [mine, yours] = [read(rows[i]!), read(rows[other]!)];
      put(i, donorOf[other]!);
      put(other, donorOf[i]!);
      if (obeys(rows[i]!) && obeys(rows[other]!)) {
        [donorOf[i], donorOf[other]] = [donorOf[other]!, donorOf[i]!];
        return true;
      }
      restore(rows[i]!, mine);
      restore(rows[other]!, yours);
    }
    return false;
  };

  const redraw = (i: number): boolean => {
    const { records, start, end, parent } = trees[treeOf[i]!]!.tree;
    let tries = DONORS;
    for (let node = leafOf[i]!; node >= 0 && tries > 0; node = parent[node]!) {
      const count = end[node]! - start[node]!;
      const from = stream.nextBelow(count);
      for (let k = 0; k < count && tries > 0; k++, tries--) {
        const donor = records[start[node]! + ((from + k) % count)]!;
        if (uses[donor]! >= cap) continue;
        put(i, donor);
        if (!obeys(rows[i]!)) continue;
        uses[donor]!++;
        uses[donorOf[i]!]!--;
        donorOf[i] = donor;
        return true;
      }
    }
    return false;
  };

  for (let i = 0; i < rows.length; i++) {
    if (obeys(rows[i]!)) continue;
    put(i, donorOf[i]!);
    if (obeys(rows[i]!) || exchange(i) || redraw(i)) continue;
    alive[rows[i]!] = 0;
  }
}
