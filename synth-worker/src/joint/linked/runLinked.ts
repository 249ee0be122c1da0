import { sha256 } from "@noble/hashes/sha2.js";
import { digestOfDocument, fromHex, toHex } from "@symbolon/protocol";
import { settleInputs } from "../../mpc/rss/inputs/settleInputs.ts";
import type { RunningParty } from "../../mpc/rss/startParty.ts";
import { stopped } from "../../mpc/rss/stopped.ts";
import { joinedColumns } from "../../mpc/vertical/joinedColumns.ts";
import type { RingParty } from "../../mpc/vertical/party/ringParty.ts";
import type { RingShared } from "../../mpc/vertical/ring/ringShared.ts";
import { toCountPlanes } from "../../mpc/vertical/toCountPlanes.ts";
import { verifiedProducts } from "../../mpc/vertical/verifiedProducts.ts";
import type { JointPlan } from "../jointPlan.ts";
import type { FrozenInputs, Journal } from "../journal.ts";
import { openPlanned } from "../openPlanned.ts";
import { planDigest } from "../planDigest.ts";
import type { JointHooks, JointInputs, JointResult } from "../runJoint.ts";
import { acceptLinkedRows } from "./acceptLinkedRows.ts";
import { linkedCounts } from "./linkedCounts.ts";
import { linkedJob } from "./linkedJob.ts";

/** A node's two parties, over the same links: numbers modulo 2^64 for the products, then bits for noise and openings. */
export type LinkedParties = { readonly ring: RingParty; readonly party: RunningParty };

/**
 * One node's part of a job on two hospitals' linked patients: rows accepted and joined by their tokens, checked (one-hot, the same at all nodes),
 * multiplied and verified, and from shared counts on as runJoint, mechanism fixed: nothing that depends on a patient is opened before hooks.frozen. Both hospitals
 * are needed, so a failing one ends the job, named. With a journal it goes on after what earlier attempts opened; the products are computed again from
 * the same rows. One patient is one row of a hospital at most (tokens ascend strictly), so at most one joined row: each table changes by 1 in one cell, which is
 * what the plan's charges are for. Throws as runJoint.
 */
export async function runLinked(
  { ring, party }: LinkedParties,
  plan: JointPlan,
  inputs: JointInputs & { readonly chainId: number },
  hooks: JointHooks,
): Promise<JointResult> {
  const { journal = { steps: [] } } = inputs;
  let joined: { readonly counts: RingShared; readonly frozen: FrozenInputs };
  try {
    joined = await joinHospitals(ring, plan, { ...inputs, journal }, hooks);
  } catch (error) {
    ring.stop("a node could not go on");
    party.close();
    throw error;
  }
  const before = ring.transcripts();
  ring.close();
  try {
    await party.agree("what earlier attempts opened", fromHex(digestOfDocument(journal)));
    const counts = await toCountPlanes(party, joined.counts, plan.planes);
    const result = await openPlanned(party, plan, { counts, frozen: joined.frozen, journal }, hooks);
    const both = (side: "previous" | "next") =>
      sha256(Uint8Array.of(...before[side], ...result.transcripts[side]));
    return { ...result, transcripts: { previous: both("previous"), next: both("next") } };
  } catch (error) {
    party.stop(error);
    throw error;
  }
}

async function joinHospitals(
  ring: RingParty,
  plan: JointPlan,
  inputs: JointInputs & { readonly chainId: number; readonly journal: Journal },
  hooks: JointHooks,
): Promise<{ counts: RingShared; frozen: FrozenInputs }> {
  const { job: claim, received, chainId, journal } = inputs;
  const { orderId, datasetIds } = plan.order;
  const job = linkedJob(plan, { chainId, claim });
  const { rows, report } = acceptLinkedRows(job, ring.index, received);
  const settled = settleInputs(datasetIds, await hooks.exchange(report));
  const [missing] = settled.refused;
  if (missing !== undefined) throw stopped(orderId, `dataset ${missing.datasetId}: ${missing.reason}`);
  const planned = planDigest(plan);
  const used = datasetIds.map((datasetId) => ({
    datasetId,
    commitments: report[datasetId]!,
    tokens: toHex(sha256(rows.get(datasetId)!.tokens)),
  }));
  const digest = digestOfDocument({ format: "symbolon/linked-inputs/1", job: claim, plan: planned, used });
  if (journal.inputs !== undefined && journal.inputs.digest !== digest)
    throw stopped(orderId, "earlier attempts had other inputs");
  await ring.agree(fromHex(digest), "order and inputs");
  const held = datasetIds.map((datasetId) => rows.get(datasetId)!);
  const matrix = await joinedColumns(ring, job, held);
  const products = await verifiedProducts(ring, job, matrix);
  return {
    counts: linkedCounts(plan, job, matrix, products),
    frozen: { accepted: [...datasetIds], refused: [], digest },
  };
}
