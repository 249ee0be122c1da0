import { type Hex, resultCommit, SymbolonError } from "@symbolon/protocol";
import { callOf } from "./callOf.ts";
import type { ChainFacts } from "./chainFacts.ts";
import { type Check, check, mustEqual } from "./check.ts";
import type { Evidence } from "./evidence.ts";
import { isBefore } from "./isBefore.ts";

/**
 * Each node had fixed its result before any node showed one: the commitments of an earlier transaction open, with the salts of the report
 * call, to the report. So three results agreed without one node copying another's.
 */
export function checkCommitments(evidence: Evidence, facts: ChainFacts): Check[] {
  const { record } = facts.job;
  return [
    check("result commitments", () => {
      const committed = facts.last("JobCommitted");
      const reported = facts.last("JobReported");
      const { salts } = callOf(evidence, reported, "report");
      mustEqual("commitments before the report", isBefore(committed!, reported!), true);
      record.nodes.forEach((node, i) => {
        const opened = resultCommit(BigInt(evidence.orderId), node, record.report, salts[i] as Hex);
        if (opened !== record.resultCommits[i])
          throw new SymbolonError("E7005", {
            what: `commitment of node ${node}`,
            actual: record.resultCommits[i]!,
            expected: opened,
          });
      });
      return `${record.nodes.length} commitments of block ${committed!.block} open to the report`;
    }),
  ];
}
