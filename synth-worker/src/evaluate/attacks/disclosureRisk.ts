import type { EvaluationReport } from "@symbolon/protocol";
import type { Interval } from "../interval.ts";
import { residualRisk } from "./residualRisk.ts";
import { wilsonRate } from "./wilsonRate.ts";

/**
 * One of Anonymeter's attacks as the report holds it, and beside it the success rate of guessing without looking at the synthetic file's
 * relations: an attack that is no better than that was too weak to show a risk.
 */
export type DisclosureRisk = {
  readonly figures: EvaluationReport["privacy"]["risks"][number];
  readonly naiveRate: Interval;
};

/** Successes and guesses of an attack. */
export type Tally = { readonly hits: number; readonly guesses: number };

/** Rates with Wilson limits and the residual risk from three tallies. Throws RangeError when one of them has no guesses. */
export function disclosureRisk(
  attack: DisclosureRisk["figures"]["attack"],
  secret: string | null,
  tallies: { readonly attack: Tally; readonly control: Tally; readonly naive: Tally },
): DisclosureRisk {
  const attackRate = wilsonRate(tallies.attack.hits, tallies.attack.guesses);
  const controlRate = wilsonRate(tallies.control.hits, tallies.control.guesses);
  return {
    figures: {
      attack,
      secret,
      attackRate,
      controlRate,
      risk: residualRisk(attackRate, controlRate),
      guesses: tallies.attack.guesses,
    },
    naiveRate: wilsonRate(tallies.naive.hits, tallies.naive.guesses),
  };
}
