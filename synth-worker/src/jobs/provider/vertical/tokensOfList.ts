import { fromHex, parseDocument, SymbolonError, TokensAnswer, toHex } from "@symbolon/protocol";
import { identifierTokens } from "../../../mpc/vertical/join/identifierTokens.ts";
import { parseEvaluation } from "../../../mpc/vertical/join/parseEvaluation.ts";
import { writeList } from "../../../mpc/vertical/join/writeList.ts";
import { getSigned } from "../../shared/getSigned.ts";
import { postSigned } from "../../shared/postSigned.ts";
import type { ActiveWorker } from "../../shared/readWorkers.ts";
import type { OrderContext } from "../orderContext.ts";
import type { LinkList } from "./linkList.ts";

/**
 * The tokens of a list, in its order: every node has the list first, then each one's answer is fetched and its proofs checked. Throws E4008 (retryable) while an answer
 * is not there, E4020 naming a node whose answer does not hold, and what a node refuses for.
 */
export async function tokensOfList(
  { chain, order, datasetId }: OrderContext,
  nodes: readonly ActiveWorker[],
  { blinded }: LinkList,
): Promise<Uint8Array> {
  const orderId = order.orderId.toString();
  const own = datasetId.toString();
  const message = { orderId, datasetId: own, list: toHex(writeList(blinded.elements)) };
  for (const { endpoint } of nodes)
    await postSigned(
      chain,
      `${endpoint}/jobs/${orderId}/list`,
      { purpose: "list", subject: orderId },
      message,
    );
  const answers = await Promise.all(
    nodes.map(async ({ endpoint, account }) => {
      const scope = { purpose: "tokens", subject: orderId };
      const bytes = await getSigned(chain, `${endpoint}/jobs/${orderId}/tokens`, scope);
      const told = parseDocument(
        TokensAnswer,
        JSON.parse(new TextDecoder().decode(bytes)),
        "a node's tokens",
      );
      const found = told.answers.find((answer) => answer.datasetId === own);
      if (found !== undefined) return found;
      throw new SymbolonError("E4008", { orderId, reason: `node ${account} is still answering the list` });
    }),
  );
  return identifierTokens({
    orderId,
    blinded,
    publicKeys: answers.map(({ publicKey }) => fromHex(publicKey)),
    answers: answers.map(({ evaluation }) => parseEvaluation(orderId, fromHex(evaluation))),
  });
}
