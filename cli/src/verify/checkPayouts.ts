import { formatWei } from "@symbolon/protocol";
import type { ChainFacts } from "./chainFacts.ts";
import { type Check, check, mustEqual } from "./check.ts";

const KINDS = ["PROVIDER", "WORKER", "EVALUATOR", "TREASURY"] as const;

/** The escrow was split to the wei as the order's fee snapshot says, to the parties that did the work. */
export function checkPayouts(facts: ChainFacts): Check[] {
  return [
    check("payouts", () => {
      const { totalWei, fees } = facts.order;
      const credits = facts.all("RewardCredited");
      const sum = (kind: number) =>
        credits
          .filter((event) => Number(event.args.kind) === kind)
          .reduce((total, event) => total + (event.args.amountWei as bigint), 0n);
      const paid = KINDS.map((_, kind) => sum(kind));
      mustEqual(
        "sum of payouts",
        paid.reduce((total, wei) => total + wei, 0n),
        totalWei,
      );
      mustEqual("worker fee", paid[1], (totalWei * fees.workerBps) / 10_000n);
      mustEqual("evaluator fee", paid[2], (totalWei * fees.evaluatorBps) / 10_000n);
      mustEqual("treasury fee", paid[3], (totalWei * fees.treasuryBps) / 10_000n);
      const nodes = (facts.last("JobClaimed")!.args.nodes as string[]).map((node) => node.toLowerCase());
      const evaluator = facts.last("JobCertified")!.args.evaluator;
      for (const event of credits) {
        if (Number(event.args.kind) === 1)
          mustEqual(
            "paid worker is a node of the job",
            nodes.includes(String(event.args.account).toLowerCase()),
            true,
          );
        if (Number(event.args.kind) === 2) mustEqual("paid evaluator", event.args.account, evaluator);
      }
      return KINDS.map((kind, i) => `${kind.toLowerCase()} ${formatWei(paid[i]!)}`).join(", ");
    }),
  ];
}
