import { stopped } from "../../rss/stopped.ts";
import type { BlindedIdentifiers } from "./blindIdentifiers.ts";
import { evaluationHolds } from "./evaluationHolds.ts";
import { type NodeEvaluation, PROOF_BATCH } from "./evaluationSteps.ts";
import { prfValues } from "./prfValues.ts";
import { TOKEN_BYTES } from "./sortedTokens.ts";
import { type GroupElement, voprfSuite } from "./voprfSuite.ts";

/**
 * A hospital's tokens, TOKEN_BYTES per identifier in the given order, from the three nodes' answers: the leading bytes of the PRF of RFC
 * 9497 (ristretto255-SHA512, verifiable mode) under the sum of the three keys. Throws E4020 naming the node whose answer is incomplete,
 * no element, or does not hold against its public key.
 */
export function identifierTokens(input: {
  orderId: string;
  blinded: BlindedIdentifiers;
  publicKeys: readonly Uint8Array[];
  answers: readonly NodeEvaluation[];
}): Uint8Array {
  const { orderId, blinded, publicKeys, answers } = input;
  const { identifiers, blinds, elements } = blinded;
  if (answers.length !== 3 || publicKeys.length !== 3) throw stopped(orderId, "three answers are needed");
  const tokens = new Uint8Array(TOKEN_BYTES * identifiers.length);
  for (let from = 0; from < identifiers.length; from += PROOF_BATCH) {
    const to = Math.min(from + PROOF_BATCH, identifiers.length);
    const asked = elements.slice(from, to).map((bytes) => ({ bytes, point: voprfSuite.decode(bytes) }));
    const sums: GroupElement[] = asked.map(() => voprfSuite.Point.ZERO);
    answers.forEach((answer, node) => {
      const refuse = (cause?: unknown) => stopped(orderId, `node ${node} evaluated a token wrongly`, cause);
      const proof = answer.proofs[from / PROOF_BATCH];
      if (answer.elements.length !== identifiers.length || proof === undefined) throw refuse();
      let holds: boolean;
      try {
        const evaluated = answer.elements.slice(from, to).map((bytes) => {
          return { bytes, point: voprfSuite.decode(bytes) };
        });
        holds = evaluationHolds({ publicKey: publicKeys[node]!, blinded: asked, evaluated, proof });
        evaluated.forEach(({ point }, i) => {
          sums[i] = sums[i]!.add(point);
        });
      } catch (cause) {
        throw refuse(cause);
      }
      if (!holds) throw refuse();
    });
    const values = prfValues(identifiers.slice(from, to), blinds.slice(from, to), sums);
    values.forEach((value, i) => {
      tokens.set(value.subarray(0, TOKEN_BYTES), (from + i) * TOKEN_BYTES);
    });
  }
  return tokens;
}
