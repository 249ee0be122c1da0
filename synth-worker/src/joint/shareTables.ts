import type { Hex } from "@symbolon/protocol";
import { memberPlanes } from "../mpc/circuits/memberPlanes.ts";
import { numberPlanes } from "../mpc/circuits/numberPlanes.ts";
import { type BitDealing, shareBits } from "../mpc/rss/inputs/shareBits.ts";
import type { EntropySource } from "../random/entropySource.ts";
import type { HospitalTables } from "./countTables.ts";
import { inputWords } from "./inputWords.ts";
import type { JointPlan } from "./jointPlan.ts";

/**
 * A hospital's tables as three packages, one for each node's eyes, and commitments for all: bit planes in the plan's layout, split by shareBits.
 * `job` names order and attempt. Throws RangeError for tables that are not the plan's, that do not each add up to the number of
 * patients, or of more patients than the plan's planes hold: the nodes would find it, and leave the hospital out.
 */
export function shareTables(input: {
  readonly plan: JointPlan;
  readonly job: Hex;
  readonly datasetId: string;
  readonly tables: HospitalTables;
  readonly entropy: EntropySource;
}): BitDealing {
  const { plan, job, datasetId, tables, entropy } = input;
  const { layout, planes, cliques, order } = plan;
  const { counts, patients } = tables;
  if (patients > order.mostPatients)
    throw new RangeError(`${patients} patients; the order takes ${order.mostPatients} of a hospital at most`);
  let at = 0;
  for (const { cells } of cliques) {
    let sum = 0;
    for (const end = at + cells; at < end; at++) sum += counts[at]!;
    if (sum !== patients) throw new RangeError(`a table of ${sum} patients beside ${patients}`);
  }
  const words = new Uint32Array(inputWords(plan));
  for (const [k, plane] of memberPlanes(layout, counts, planes).entries()) words.set(plane, k * layout.words);
  for (const [k, plane] of numberPlanes([patients], { width: planes, words: 1 }).entries())
    words.set(plane, planes * layout.words + k);
  return shareBits({ job, datasetId, planes: words, entropy });
}
