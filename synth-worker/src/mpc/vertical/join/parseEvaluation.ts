import { messageReader } from "../wire/messageReader.ts";
import { type NodeEvaluation, PROOF_BATCH } from "./evaluationSteps.ts";
import { ELEMENT_BYTES, PROOF_BYTES } from "./voprfSuite.ts";

/** What writeEvaluation wrote. Throws E4020 for other bytes; whether it holds is identifierTokens' to find out. */
export function parseEvaluation(orderId: string, bytes: Uint8Array): NodeEvaluation {
  const reader = messageReader(orderId, "evaluation", bytes);
  const count = reader.number();
  const elements = reader.takeEach(count, ELEMENT_BYTES);
  const proofs = reader.takeEach(Math.ceil(count / PROOF_BATCH), PROOF_BYTES);
  reader.end();
  return { elements, proofs };
}
