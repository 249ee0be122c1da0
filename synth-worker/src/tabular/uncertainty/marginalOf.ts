import { tableCells } from "@symbolon/protocol";
import type { MaxEntFit } from "../inference/fitMaxEnt.ts";
import { projection } from "../inference/projection.ts";

/** A calibrated model's shares over `columns`, ascending; null when no clique of its tree holds all of them. */
export function marginalOf({ tree, beliefs }: MaxEntFit, columns: readonly number[]): Float64Array | null {
  let home = -1;
  for (const [c, clique] of tree.cliques.entries()) {
    if (!columns.every((column) => clique.columns.includes(column))) continue;
    if (home < 0 || beliefs[c]!.length < beliefs[home]!.length) home = c;
  }
  if (home < 0) return null;
  const index = projection(tree.sizes, tree.cliques[home]!.columns, columns);
  const out = new Float64Array(tableCells(tree.sizes, columns));
  for (const [i, share] of beliefs[home]!.entries()) out[index[i]!]! += share;
  return out;
}
