import { digestOfDocument, fromHex, type Hex, type JointModel, toHex } from "@symbolon/protocol";
import { jointModelOf } from "../../../joint/jointModelOf.ts";
import type { JournalStep } from "../../../joint/journal.ts";
import { runLinked } from "../../../joint/linked/runLinked.ts";
import { type JointHooks, runJoint } from "../../../joint/runJoint.ts";
import { jointJobId } from "../../../joint/upload/jointJobId.ts";
import { interrupted } from "../../../mpc/rss/interrupted.ts";
import { agreeKeys } from "../../../mpc/rss/keys/agreeKeys.ts";
import { startParty } from "../../../mpc/rss/startParty.ts";
import { DEFAULT_LINK_LIMITS } from "../../../net/linkLimits.ts";
import { type OpenedLinks, openLinks } from "../../../net/openLinks.ts";
import { cryptoEntropy } from "../../../random/cryptoEntropy.ts";
import type { Job } from "../../shared/readJob.ts";
import type { PrivateClaim } from "../claims.ts";
import { startRing } from "../vertical/startRing.ts";
import type { WorkerNode } from "../workerNode.ts";
import { agreeOnJournal } from "./agreeOnJournal.ts";
import { exchangeNotes } from "./exchangeNotes.ts";
import { freezeInputs } from "./freezeInputs.ts";
import { peerAddresses } from "./peerAddresses.ts";

/**
 * This node's part in one attempt at a private job's computation (runJoint, of linked patients runLinked): links to the other two, keys that are thrown after it, shares accepted, the
 * budget charged on chain for the inputs that all three agree on, then the openings of the plan, each in the claim's journal before it
 * happens. It goes on after what earlier attempts opened; `began` is the one that this node began before (0: none). Gives the model, the same at all three. Throws E4020 when the attempt stops (isInterruption tells whether honest nodes may try
 * again), and whatever this node refuses for. `until` bounds the attempt.
 */
export async function runAttempt(
  node: WorkerNode,
  claim: PrivateClaim,
  job: Job,
  { attempt, began }: { readonly attempt: number; readonly began: number },
  until: AbortSignal,
): Promise<JointModel> {
  const { chain, links } = node;
  const { order, plan } = claim.verified;
  const orderId = order.orderId.toString();
  const { nodes } = job.record;
  const index = nodes.indexOf(chain.account) as 0 | 1 | 2;
  const jobId = jointJobId(claim.verified, job);
  const session = sessionOf(jobId, attempt, nodes);
  const opened = await openLinks({
    orderId,
    session,
    index,
    identity: links.identity,
    listener: links.listener,
    sessions: links.sessions,
    peers: await peerAddresses(node, order.orderId, nodes),
    connectMs: node.settings.connectSeconds * 1000,
    limits: { ...DEFAULT_LINK_LIMITS, deadlineMs: node.settings.linkSeconds * 1000 },
  });
  // Notes come by another way than the links: without this, a node that waits for one from a node that died would wait for the attempt's whole time.
  const signal = AbortSignal.any([until, afterLoss(orderId, opened)]);
  try {
    const setup = { index, orderId, links: opened };
    const ring = claim.link === null ? null : await startRing(setup, session);
    const agreed = await agreeKeys({ ...setup, job: session }, cryptoEntropy());
    const party = startParty({ ...setup, mode: "malicious", ...agreed });
    try {
      const context = { node, claim, job, attempt };
      const received = await claim.shares.open();
      const journal = await agreeOnJournal(context, began, signal);
      await claim.journal.update(() => journal);
      const record = async (step: JournalStep): Promise<void> => {
        await claim.journal.update(({ steps, ...rest }) => ({
          ...rest,
          steps: steps.toSpliced(step.index, 1, step),
        }));
      };
      const inputs = { job: jobId, chainId: chain.chainId, received, journal };
      const hooks: JointHooks = {
        async exchange(own) {
          const body = Object.entries(own).map(([datasetId, matched]) => ({
            datasetId,
            matched: matched === null ? null : [...matched],
          }));
          const all = await exchangeNotes(context, { kind: "inputs", body }, signal);
          return all.map((entries) =>
            Object.fromEntries(entries.map(({ datasetId, matched }) => [datasetId, matched as Hex[] | null])),
          );
        },
        frozen: (inputs) => freezeInputs(context, inputs, signal),
        charge: (_entry, step) => record(step),
        opened: (step) => record(step),
        pause: () => new Promise((resolve) => setImmediate(resolve)),
      };
      const result =
        ring === null
          ? await runJoint(party, plan, inputs, hooks)
          : await runLinked({ ring, party }, plan, inputs, hooks);
      const { previous, next } = result.transcripts;
      const body = { previous: toHex(previous), next: toHex(next) };
      const transcripts = await exchangeNotes(context, { kind: "transcripts", body }, signal);
      const model = jointModelOf(plan, result, {
        chainId: chain.chainId,
        nodes,
        transcripts: transcripts.map((each) => ({
          previous: fromHex(each.previous as Hex),
          next: fromHex(each.next as Hex),
        })),
      });
      const sent = Math.round(opened.wireBytesSent() / 1e5) / 10;
      const detail = `${model.tables.length} tables, ${party.cost.rounds} rounds, ${sent} MB sent, every gate checked`;
      node.reporter.progress({ step: "computed", orderId, detail });
      return model;
    } finally {
      ring?.close();
      party.close();
    }
  } finally {
    await opened.close();
  }
}

/** How long a node may still be heard after a link to one has ended: one that is done says its last note and closes, while the third is still to be heard. */
const GRACE_MILLISECONDS = 5000;

/** Fires a while after either link has ended. */
function afterLoss(orderId: string, { previous, next }: OpenedLinks): AbortSignal {
  const lost = new AbortController();
  void Promise.race([previous.ended, next.ended]).then(() => {
    const give = () => lost.abort(interrupted(orderId, "a link ended in the middle"));
    setTimeout(give, GRACE_MILLISECONDS).unref();
  });
  return lost.signal;
}

/** 32 bytes that name an attempt by these three nodes. */
function sessionOf(jobId: Hex, attempt: number, nodes: readonly Hex[]): Uint8Array {
  return fromHex(digestOfDocument({ format: "symbolon/session/1", job: jobId, attempt, nodes }));
}
