import type { Sent } from "./chain.ts";
import { contractErrorOf } from "./chainError.ts";

/** Contract errors that say: order or job moved on since it was read. */
const OVERTAKEN = ["JobWrongState", "JobMismatch", "OrderWrongStatus"];

/**
 * Sends, or returns null when somebody (this process before a crash among them) was first: the next look at the chain goes on from
 * there. `also` names more contract errors that mean this. Throws what `act` throws otherwise.
 */
export async function unlessOvertaken(
  act: () => Promise<Sent>,
  also: readonly string[] = [],
): Promise<Sent | null> {
  try {
    return await act();
  } catch (error) {
    const name = contractErrorOf(error);
    if (name === null || !(OVERTAKEN.includes(name) || also.includes(name))) throw error;
    return null;
  }
}
