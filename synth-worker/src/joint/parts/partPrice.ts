import { deterministicExp } from "../../math/deterministicExp.ts";
import { gaussianCost } from "../../privacy/gaussianCost.ts";
import { gaussianDigits } from "../../privacy/gaussianDigits.ts";
import { picoRho } from "../../privacy/picoRho.ts";
import type { LedgerEntry } from "../journal.ts";
import type { MeasuredPart } from "./measuredPart.ts";
import { partShape } from "./partShape.ts";
import type { PartsPlan } from "./planParts.ts";

/**
 * What opening a part costs. *Claim.* The discrete Gaussian of the part's sigma on a vector that one patient moves by an L2 distance of s
 * is s^2 / (2 sigma^2)-zCDP, whatever the vector's length is and at every real order (Canonne, Kamath, Steinke 2020, Theorem 4; entries
 * have independent noise, so divergences add up over them); the noise that is made is that up to a total variation of `distance` per
 * cell, which costs (1 + e^epsilon) times as much delta (docs/proofs/joint-gaussian.md, parts 3 and 4). *Test.* runParts.test.ts.
 */
export function partPrice(plan: PartsPlan, part: MeasuredPart): LedgerEntry {
  const { distance } = gaussianDigits(partShape(plan, part).sigma);
  return {
    what: part.what,
    kind: "table",
    picoRho: picoRho(gaussianCost(part.squaredSensitivity, part.sigma)).toString(),
    delta: part.cells * distance * (1 + deterministicExp(plan.order.epsilon)) * (1 + 2 ** -40),
  };
}
