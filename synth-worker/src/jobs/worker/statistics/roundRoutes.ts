import {
  digestOfDocument,
  fromHex,
  type Hex,
  hpkeOpen,
  NumbersMessage,
  numbersContext,
  parseDocument,
  type RoundsAnswer,
  requestDomain,
  SIGNED_REQUEST_TYPES,
  type SignedRounds,
  SumMessage,
  SymbolonError,
} from "@symbolon/protocol";
import { acceptCommitment } from "../../../mpc/acceptCommitment.ts";
import { acceptOpening } from "../../../mpc/acceptOpening.ts";
import { acceptShare } from "../../../mpc/acceptShare.ts";
import { isRetryable } from "../../shared/isRetryable.ts";
import type { NodeCall } from "../nodeRoutes.ts";
import { notReady, requireNode, requireOrder, requireProvider, requireStatistics } from "../routeChecks.ts";

/** How long a node's word about its rounds can be shown to others, in seconds. */
const VALID_SECONDS = 300;

/**
 * Takes a hospital's share of one round's numbers. Throws E4002 for a second one or for a round that is committed, E4008 (retryable) for a
 * round that is not planned here yet, and what acceptShare and hpkeOpen throw.
 */
export async function takeNumbers({ node, orderId, claim, job, sender, body }: NodeCall): Promise<object> {
  const message = parseDocument(NumbersMessage, body, "share of a round");
  requireProvider(claim, message.datasetId, sender.signer);
  requireOrder(message, orderId);
  const { rounds } = requireStatistics(claim);
  if (job.state !== "CLAIMED" && job.state !== "MEASURED") throw notReady(orderId, `its job is ${job.state}`);
  const { datasetId, round, commitments, sealed } = message;
  const { chain, hpke } = node;
  const context = numbersContext(chain.chainId, orderId, BigInt(datasetId), chain.account, round);
  const plaintext = await hpkeOpen(hpke.privateKey, fromHex(sealed), context);
  await rounds.update(round, (session) => {
    if (session.step !== "awaitingShares") throw new SymbolonError("E4002", { datasetId, orderId });
    const share = { orderId: session.job.orderId, datasetId, commitments, plaintext };
    return acceptShare(session, share);
  });
  return { taken: true };
}

/**
 * Takes another node's commitment or opening; the same one again changes nothing. Throws E4008 (retryable) while this node is not so far, and
 * what acceptCommitment and acceptOpening throw: then one of the two, or a hospital, told two stories, and that ends this node's part.
 */
export async function takeSum({ orderId, claim, job, sender, body }: NodeCall): Promise<object> {
  const message = parseDocument(SumMessage, body, "message of a sum");
  requireOrder(message, orderId);
  requireNode(job, orderId, message.body.node, sender.signer);
  const { rounds } = requireStatistics(claim);
  try {
    await rounds.update(message.round, (session) => {
      if (session.step === "awaitingShares")
        throw notReady(orderId, "this node has not committed itself yet");
      if (message.kind === "opening") {
        if (session.step === "committed") throw notReady(orderId, "this node has not opened yet");
        return session.openings.includes(null) ? acceptOpening(session, message.body) : session;
      }
      return session.step === "committed" ? acceptCommitment(session, message.body) : session;
    });
  } catch (error) {
    if (error instanceof SymbolonError && !isRetryable(error)) claim.fault ??= error;
    throw error;
  }
  return { taken: true };
}

/**
 * The opened sums of all rounds before the one that hospitals are to do next, signed; none once there is no next round: the last round's sums
 * are not for hospitals. Throws E4005 for anybody but a provider of the order.
 */
export async function showRounds({ node, orderId, claim, sender }: NodeCall): Promise<SignedRounds> {
  if (!claim.verified.datasets.some(({ provider }) => provider === sender.signer))
    throw new SymbolonError("E4005", { sender: sender.signer, orderId });
  const { rounds, key } = requireStatistics(claim);
  const { chain } = node;
  const isOver = rounds.stand().step.step !== "round";
  const answer: RoundsAnswer = {
    orderId: orderId.toString(),
    node: chain.account,
    claim: key,
    sums: isOver ? [] : rounds.sums().map((sums) => Array.from(sums, String)),
  };
  const expires = Math.floor(Date.now() / 1000) + VALID_SECONDS;
  const value = {
    purpose: "rounds",
    subject: answer.orderId,
    bodyDigest: digestOfDocument(answer),
    expires,
  };
  const signature = await chain.wallet.signTypedData(
    requestDomain(chain.chainId),
    SIGNED_REQUEST_TYPES,
    value,
  );
  return { answer, expires, signature: signature as Hex };
}
