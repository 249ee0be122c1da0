import { parseDocument, StatisticsResult } from "@symbolon/protocol";

/** The statistic that a file is the result of; null for a file of records. Throws E1006 for a result that is not what it should be. */
export function statisticIn(bytes: Uint8Array): StatisticsResult | null {
  // Files of records are CSV: no header line begins with a brace.
  if (bytes[0] !== "{".charCodeAt(0)) return null;
  return parseDocument(StatisticsResult, JSON.parse(new TextDecoder().decode(bytes)), "result");
}
