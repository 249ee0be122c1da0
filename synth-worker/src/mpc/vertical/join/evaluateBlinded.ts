import type { EntropySource } from "../../../random/entropySource.ts";
import { stopped } from "../../rss/stopped.ts";
import type { NodeTokenKey } from "./nodeTokenKey.ts";
import { voprfSuite } from "./voprfSuite.ts";

/** Elements per proof. */
export const PROOF_BATCH = 1024;

/**
 * One node's answer to a hospital: its key share times each element, and a proof per PROOF_BATCH elements that it was one and the same
 * key.
 */
export type NodeEvaluation = {
  readonly elements: readonly Uint8Array[];
  readonly proofs: readonly Uint8Array[];
};

/**
 * A node's part of the evaluation (RFC 9497, 3.3.2, BlindEvaluate with its key share). The node sees uniform elements and learns only
 * how many there are. It answers one list of a hospital, and no longer one than the data set has patients (answerList): a hospital could
 * try out identifiers otherwise. Throws E4020 for bytes that are no element.
 */
export function evaluateBlinded(
  orderId: string,
  key: NodeTokenKey,
  blinded: readonly Uint8Array[],
  entropy: EntropySource,
): NodeEvaluation {
  const elements: Uint8Array[] = [];
  const proofs: Uint8Array[] = [];
  for (let from = 0; from < blinded.length; from += PROOF_BATCH) {
    try {
      const batch = voprfSuite.voprf.blindEvaluateBatch(
        key.secret,
        key.publicKey,
        blinded.slice(from, from + PROOF_BATCH),
        (length = 32) => entropy.bytes(length),
      );
      elements.push(...batch.evaluated);
      proofs.push(batch.proof);
    } catch (cause) {
      throw stopped(orderId, "a blinded identifier is not a group element", cause);
    }
  }
  return { elements, proofs };
}
