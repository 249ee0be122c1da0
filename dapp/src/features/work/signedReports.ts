import type { Hex } from "@symbolon/protocol";
import type { WorkJob } from "../../data/gateway/decodeWorkJob.ts";

/** A report or certificate that carries the account's signature; `at` in unix seconds. */
export type SignedReport = {
  readonly orderId: string;
  readonly kind: "report" | "certificate";
  readonly verdict: boolean | null;
  readonly at: number;
  readonly tx: Hex;
};

/**
 * What an account signed, newest first: nodes sign the report that is on chain, the evaluator its certificate. An account can do both for one
 * order, as a node that does not lead.
 */
export function signedReports(jobs: readonly WorkJob[], account: Hex): SignedReport[] {
  const me = account.toLowerCase();
  return jobs
    .flatMap((job) => {
      const { orderId, passed, nodes, evaluator, history } = job;
      const reports: SignedReport[] = [];
      const add = (kind: SignedReport["kind"], states: readonly string[], verdict: boolean | null) => {
        const event = history.find(({ state }) => states.includes(state));
        if (event !== undefined) reports.push({ orderId, kind, verdict, at: event.timestamp, tx: event.tx });
      };
      if (nodes.some((node) => node.toLowerCase() === me)) add("report", ["REPORTED"], null);
      if (evaluator?.toLowerCase() === me) add("certificate", ["CERTIFIED", "REFUSED"], passed);
      return reports;
    })
    .sort((a, b) => b.at - a.at);
}
