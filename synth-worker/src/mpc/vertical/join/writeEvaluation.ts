import { writeMessage } from "../wire/writeMessage.ts";
import type { NodeEvaluation } from "./evaluationSteps.ts";

/**
 * A node's answer to a list: the number of elements, the elements of 32 bytes, then the proofs of 64 bytes, one per PROOF_BATCH elements.
 * It needs no sealing: without the blinds, evaluated elements say nothing about the tokens.
 */
export function writeEvaluation({ elements, proofs }: NodeEvaluation): Uint8Array<ArrayBuffer> {
  return writeMessage("evaluation", [elements.length], [...elements, ...proofs]);
}
