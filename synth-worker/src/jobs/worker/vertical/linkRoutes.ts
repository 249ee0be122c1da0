import { fromHex, ListMessage, parseDocument, SymbolonError, type TokensAnswer } from "@symbolon/protocol";
import type { Claim } from "../claims.ts";
import type { NodeCall } from "../nodeRoutes.ts";
import { notReady, requireOrder, requirePrivate, requireProvider } from "../routeChecks.ts";
import type { LinkBook } from "./linkBook.ts";

/** A hospital's blinded identifiers. Answered in the background; giveTokens shows the answer. Throws E4005, E9006 and what LinkBook.takeList throws. */
export async function takeList({ orderId, claim, job, sender, body }: NodeCall): Promise<object> {
  const message = parseDocument(ListMessage, body, "list of identifiers");
  requireProvider(claim, message.datasetId, sender.signer);
  requireOrder(message, orderId);
  const link = requireLink(claim);
  if (job.state !== "CLAIMED") throw notReady(orderId, `its job is ${job.state}`);
  await link.takeList(message.datasetId, fromHex(message.list));
  return { taken: true };
}

/** The answers to the caller's lists that are ready. Throws E4005 for anybody but a provider of the order. */
export async function giveTokens({ orderId, claim, sender }: NodeCall): Promise<TokensAnswer> {
  const link = requireLink(claim);
  const own = claim.verified.datasets.filter(({ provider }) => provider === sender.signer);
  if (own.length === 0) throw new SymbolonError("E4005", { sender: sender.signer, orderId });
  return { answers: link.answersTo(own.map(({ datasetId }) => datasetId.toString())) };
}

function requireLink(claim: Claim): LinkBook {
  const { link } = requirePrivate(claim);
  if (link !== null) return link;
  throw new SymbolonError("E9006", { what: "a list of identifiers for an order that links nobody" });
}
