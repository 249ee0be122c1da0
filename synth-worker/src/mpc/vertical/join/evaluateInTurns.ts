import type { EntropySource } from "../../../random/entropySource.ts";
import { evaluationSteps, type NodeEvaluation } from "./evaluationSteps.ts";
import type { NodeTokenKey } from "./nodeTokenKey.ts";

/** The longest that other work waits, in milliseconds, beside one step. */
const TURN_MILLISECONDS = 20;

/**
 * As evaluateBlinded, with a pause every 20 ms: a list of 100,000 patients takes minutes, in which the node has other requests and other
 * jobs. `pause` gives them their turn.
 */
export async function evaluateInTurns(
  orderId: string,
  key: NodeTokenKey,
  blinded: readonly Uint8Array[],
  { entropy, pause }: { readonly entropy: EntropySource; readonly pause: () => Promise<void> },
): Promise<NodeEvaluation> {
  const steps = evaluationSteps(orderId, key, blinded, entropy);
  let began = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - began < TURN_MILLISECONDS) continue;
    await pause();
    began = performance.now();
  }
}
