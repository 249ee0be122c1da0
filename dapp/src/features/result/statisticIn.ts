import { parseDocument, StatisticsResult } from "@symbolon/protocol";

/**
 * The statistic that a file is the result of; null for a file of records. `head` are its first bytes, `read` gives all of it. Throws E1006 for a result that
 * is not what it should be.
 */
export async function statisticIn(
  head: Uint8Array,
  read: () => Promise<string>,
): Promise<StatisticsResult | null> {
  // Files of records are CSV: no header line begins with a brace.
  if (head[0] !== "{".charCodeAt(0)) return null;
  return parseDocument(StatisticsResult, JSON.parse(await read()), "result");
}
