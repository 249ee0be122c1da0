import type { EvaluationReport } from "@symbolon/protocol";
import { normalCdf } from "../../math/normalCdf.ts";
import { normalQuantile } from "../../math/normalQuantile.ts";

/** What an engine proved about a file: mu-Gaussian differential privacy, and the (epsilon, delta) it is quoted as. */
export type Proof = { readonly epsilon: number; readonly delta: number; readonly mu: number };

/**
 * What a proof allows any membership attack at most. Under mu-GDP, telling whether a record was used is no easier than telling N(0, 1) from
 * N(mu, 1) by one draw (Dong, Roth and Su, JRSS B 84, 2022, the definition of mu-GDP); the best test of that problem finds a share
 * Phi(Phi^-1(f) + mu) at false-positive rate f, and the area under that curve is Phi(mu / sqrt 2). It holds for a record added or left out,
 * whatever the attacker knows of the others. Throws RangeError unless mu is a number of at least 0.
 */
export function provenLimits(proof: Proof): NonNullable<EvaluationReport["privacy"]["proof"]> {
  const { epsilon, delta, mu } = proof;
  if (!(mu >= 0 && Number.isFinite(mu))) throw new RangeError("mu is a number of at least 0");
  return {
    epsilon,
    delta,
    mu,
    maxMembershipAuc: normalCdf(mu / Math.SQRT2),
    maxTprAt1PercentFpr: normalCdf(normalQuantile(0.01) + mu),
  };
}
