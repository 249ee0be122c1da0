import { Journal } from "../../../joint/journal.ts";
import { mergeJournals } from "../../../joint/mergeJournals.ts";
import { stopped } from "../../../mpc/rss/stopped.ts";
import { exchangeNotes } from "./exchangeNotes.ts";

/**
 * What earlier attempts of the claim charged and opened, as the nodes that were in one say it to one another. A node that has just taken another one's
 * place has nothing to say. Throws E4020 naming two nodes that contradict each other, or one that says no journal.
 */
export async function agreeOnJournal(
  context: Parameters<typeof exchangeNotes>[0],
  began: number,
  signal: AbortSignal,
): Promise<Journal> {
  const { claim } = context;
  const orderId = claim.verified.order.orderId.toString();
  const body = { began, journal: claim.journal.get() };
  const said = await exchangeNotes(context, { kind: "journal", body }, signal);
  const kept = said.flatMap(({ began, journal }, node) => {
    if (began === 0) return [];
    const parsed = Journal.safeParse(journal);
    if (!parsed.success) throw stopped(orderId, `node ${node} did not say a journal`);
    return [{ node, journal: parsed.data }];
  });
  return kept.length === 0 ? { steps: [] } : mergeJournals(orderId, kept);
}
