import type { Hex } from "@symbolon/protocol";
import { numberPlanes } from "../../mpc/circuits/numberPlanes.ts";
import { type BitDealing, shareBits } from "../../mpc/rss/inputs/shareBits.ts";
import type { EntropySource } from "../../random/entropySource.ts";
import { lookJob } from "./lookJob.ts";
import type { MeasuredPart } from "./measuredPart.ts";
import { partShape } from "./partShape.ts";
import type { PartsPlan } from "./planParts.ts";

/**
 * A hospital's exact vectors of one look as three packages, one for each node's eyes only, and commitments: two's complement in bit planes,
 * part after part, split by shareBits. Throws RangeError for vectors that are not the parts', or larger than the order's number of patients
 * allows.
 */
export function shareParts(input: {
  readonly plan: PartsPlan;
  readonly job: Hex;
  readonly datasetId: string;
  readonly look: number;
  readonly parts: readonly MeasuredPart[];
  readonly vectors: readonly Float64Array[];
  readonly entropy: EntropySource;
}): BitDealing {
  const { plan, job, datasetId, look, parts, vectors, entropy } = input;
  if (vectors.length !== parts.length)
    throw new RangeError(`${vectors.length} vectors, ${parts.length} parts`);
  const blocks = parts.flatMap((part, i) => {
    const { scale, planes, words } = partShape(plan, part);
    const vector = vectors[i]!;
    if (vector.length !== part.cells)
      throw new RangeError(`${part.what}: ${vector.length} entries, expected ${part.cells}`);
    const most = plan.order.mostPatients * part.most;
    const numbers = vector.map((entry) => {
      if (!(Number.isSafeInteger(entry) && Math.abs(entry) <= most && (part.signed || entry >= 0)))
        throw new RangeError(`${part.what}: an entry is no sum over ${plan.order.mostPatients} patients`);
      return entry < 0 ? entry * scale + 2 ** planes : entry * scale;
    });
    return numberPlanes(numbers, { width: planes, words });
  });
  const all = new Uint32Array(blocks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const block of blocks) {
    all.set(block, at);
    at += block.length;
  }
  return shareBits({ job: lookJob(plan, { job, look, parts }), datasetId, planes: all, entropy });
}
