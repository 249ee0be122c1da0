import type { EntropySource } from "../../../random/entropySource.ts";
import { evaluateBlinded } from "../join/evaluateBlinded.ts";
import type { NodeEvaluation } from "../join/evaluationSteps.ts";
import { noteList } from "./noteList.ts";
import type { JoiningSession } from "./verticalSession.ts";

/**
 * A node's answer to a hospital's list (bytes of writeList), and the state that knows of it: noteList, answered at once. The same bytes again
 * get the same elements again (an answer may be lost on the way); they say nothing new. Throws what noteList throws, and E4020 for elements
 * that are none.
 */
export function answerList(
  session: JoiningSession,
  asked: { readonly datasetId: string; readonly list: Uint8Array },
  entropy: EntropySource,
): { readonly session: JoiningSession; readonly answer: NodeEvaluation } {
  const { session: noted, elements } = noteList(session, asked);
  const answer = evaluateBlinded(session.job.orderId, session.key, elements, entropy);
  return { session: noted, answer };
}
