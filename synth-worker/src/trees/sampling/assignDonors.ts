import type { fastStream } from "../../random/fastStream.ts";
import type { FittedStep } from "../model/treesModel.ts";
import type { Assignment } from "./assignment.ts";
import { drawDonors } from "./drawDonors.ts";
import { routeRows } from "./routeRows.ts";

/**
 * Deals the rows out to the step's trees in random order, as evenly as can be, and draws a donor for each. `cap` is at least three times the rows per
 * donor, so the half of the records that a tree has cannot run out.
 */
export function assignDonors(
  { predictors, trees }: FittedStep,
  bins: readonly Uint8Array[],
  rows: Int32Array,
  cap: number,
  records: number,
  stream: ReturnType<typeof fastStream>,
): Assignment {
  const shuffled = rows.slice();
  for (let i = shuffled.length - 1; i > 0; i--) {
    const other = stream.nextBelow(i + 1);
    [shuffled[i], shuffled[other]] = [shuffled[other]!, shuffled[i]!];
  }
  const columns = predictors.map((p) => bins[p]!);
  const uses = new Uint32Array(records);
  const assignment = {
    rows: shuffled,
    donorOf: new Int32Array(rows.length),
    treeOf: new Uint8Array(rows.length),
    leafOf: new Int32Array(rows.length),
    uses,
    cap,
  };
  trees.forEach((ranked, t) => {
    const [start, end] = [t, t + 1].map((part) => Math.floor((part * rows.length) / trees.length));
    const mine = shuffled.subarray(start, end);
    const leaves = routeRows(ranked, columns, mine);
    assignment.leafOf.set(leaves, start);
    assignment.treeOf.fill(t, start, end);
    assignment.donorOf.set(drawDonors(ranked.tree, mine, leaves, { cap, uses }, stream), start!);
  });
  return assignment;
}
