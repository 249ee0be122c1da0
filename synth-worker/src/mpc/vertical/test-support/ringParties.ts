import type { RingParty } from "../party/ringParty.ts";
import { settleRingParties } from "./settleRingParties.ts";

/** TESTS ONLY: as settleRingParties, for runs that must succeed: the three results, or the first error. */
export async function ringParties<T>(
  program: (party: RingParty) => Promise<T>,
  options: Parameters<typeof settleRingParties>[1] = {},
): Promise<T[]> {
  const { outcomes } = await settleRingParties(program, options);
  return outcomes.map((outcome) => {
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  });
}
