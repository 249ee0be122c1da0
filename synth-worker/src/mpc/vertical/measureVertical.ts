import type { EntropySource } from "../../random/entropySource.ts";
import { joinedColumns } from "./joinedColumns.ts";
import { noiseShares } from "./noiseShares.ts";
import { openTables, type VerticalTable } from "./openTables.ts";
import type { RingParty } from "./party/ringParty.ts";
import type { HeldRows } from "./rows/acceptRows.ts";
import { verifiedProducts } from "./verifiedProducts.ts";
import { type VerticalJob, verticalVariance } from "./verticalJob.ts";

/**
 * Noisy 2-way counts of attributes that different hospitals hold of the same patients, over the patients that all of them have. What
 * comes out, together with all that one node has seen and drawn, costs P / (2 sigma^2) zCDP for P measured pairs (plus the same
 * correction as the sum protocol), unit: one patient with one row per hospital, added or removed everywhere. Proof:
 * docs/proofs/vertical-products.md, 6. Throws RangeError for a job whose noise is made in a circuit; E4020 when anything does not fit; nothing was opened then but numbers that are uniform or
 * zero, or noisy counts all nodes had verified.
 */
export async function measureVertical(
  party: RingParty,
  job: VerticalJob,
  held: readonly HeldRows[],
  entropy: EntropySource,
): Promise<VerticalTable[]> {
  if (job.noise === "circuit") throw new RangeError("the noise of this job is made from its counts' bits");
  const products = await verifiedProducts(party, job, await joinedColumns(party, job, held));
  const cells = products.own.length;
  const noise = await noiseShares(
    party,
    { kind: job.noise, variance: verticalVariance(job), cells },
    entropy,
  );
  const add = (x: BigUint64Array, y: BigUint64Array) => x.map((word, i) => word + y[i]!);
  return await openTables(party, job, {
    own: add(products.own, noise.own),
    next: add(products.next, noise.next),
  });
}
