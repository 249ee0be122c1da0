import { RELEASE_PRIVATE, SymbolonError } from "@symbolon/protocol";
import type { ChainFacts } from "./chainFacts.ts";
import { type Check, check, mustEqual } from "./check.ts";
import { isDropped } from "./isDropped.ts";

/** Every dataset's budget was charged what the order says, before anything was opened, and never went above its cap; one that was left out, nothing. */
export function checkBudget(facts: ChainFacts): Check[] {
  const { terms, orderId } = facts.order;
  return [
    check("budget", () => {
      const measured = facts.last("JobMeasured")!;
      const left = terms.datasetIds.map((datasetId, i) => {
        const ofDataset = (name: string) =>
          facts.all(name).filter((event) => event.args.datasetId === datasetId);
        const charges = ofDataset("BudgetCharged");
        const own = charges.filter((event) => event.args.orderId === orderId);
        mustEqual(`number of charges to dataset ${datasetId}`, own.length, isDropped(facts, i) ? 0 : 1);
        for (const { args, tx } of own) {
          mustEqual(`rho charged to dataset ${datasetId}`, args.rhoMicro, terms.rhoMicro);
          mustEqual(`charging transaction of dataset ${datasetId}`, tx, measured.tx);
        }
        // Only a new version of the data adds to a budget.
        const capMicro = ofDataset("BudgetToppedUp").reduce(
          (sum, event) => sum + (event.args.addedMicro as bigint),
          ofDataset("BudgetOpened")[0]!.args.capMicro as bigint,
        );
        const spentMicro = charges.reduce((sum, event) => sum + (event.args.rhoMicro as bigint), 0n);
        if (spentMicro > capMicro)
          throw new SymbolonError("E7005", {
            what: `spent budget of dataset ${datasetId}`,
            actual: spentMicro,
            expected: `at most ${capMicro}`,
          });
        return `${capMicro - spentMicro} of ${capMicro}${isDropped(facts, i) ? " (left out, not charged)" : ""}`;
      });
      const mark = facts.job.record.certificate.releaseClass !== RELEASE_PRIVATE;
      return `charged ${terms.rhoMicro} micro-rho once each, before opening; left ${left.join(" and ")}${mark ? "; a mark of the use that bounds nothing" : ""}`;
    }),
  ];
}
