import type { EntropySource } from "../../../random/entropySource.ts";
import { evaluationSteps, type NodeEvaluation } from "./evaluationSteps.ts";
import type { NodeTokenKey } from "./nodeTokenKey.ts";

/**
 * A node's answer to a hospital's elements, all at once (evaluationSteps). The node sees uniform elements and learns only how many there
 * are. It answers one list of a hospital, and no longer one than the data set has patients (noteList): a hospital could try out
 * identifiers otherwise. Throws E4020 for bytes that are no element.
 */
export function evaluateBlinded(
  orderId: string,
  key: NodeTokenKey,
  blinded: readonly Uint8Array[],
  entropy: EntropySource,
): NodeEvaluation {
  const steps = evaluationSteps(orderId, key, blinded, entropy);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
