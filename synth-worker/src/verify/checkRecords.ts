import {
  type Hex,
  hashJob,
  hashSettlement,
  hashTerms,
  JOB_STATES,
  ORDER_STATUSES,
  recordMatches,
  recordStatus,
  SymbolonError,
} from "@symbolon/protocol";
import type { ChainFacts } from "./chainFacts.ts";
import { type Check, check, mustEqual } from "./check.ts";
import type { Evidence } from "./evidence.ts";

/** Terms, settlement and job, recomputed from the events, hash to the two words that the contracts keep of the order. */
export function checkRecords(evidence: Evidence, { order, job }: ChainFacts): Check[] {
  return [
    check("records on chain", () => {
      const { records } = evidence;
      const termsHash = hashTerms(order.terms);
      if (order.settlement === null)
        throw new SymbolonError("E7005", { what: "settlement", actual: "none", expected: "one" });
      mustMatch("order", records.order, hashSettlement(order.settlement));
      mustEqual("status kept", ORDER_STATUSES[recordStatus(records.order)], order.status);
      mustEqual("terms settled", order.settlement.termsHash, termsHash);
      mustEqual("terms of the job", job.record.termsHash, termsHash);
      mustMatch("job", records.job, hashJob(job.record));
      mustEqual("state kept", JOB_STATES[recordStatus(records.job)], job.state);
      return `terms ${termsHash.slice(0, 10)}…, settlement and job hash to what the contracts keep`;
    }),
  ];
}

function mustMatch(what: string, word: Hex, digest: Hex): void {
  if (!recordMatches(word, digest))
    throw new SymbolonError("E7005", { what: `record of the ${what}`, actual: word, expected: digest });
}
