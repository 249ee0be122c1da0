import { SymbolonError } from "@symbolon/protocol";
import type { ChainFacts } from "./chainFacts.ts";
import { type Check, check, mustEqual } from "./check.ts";

/** Every dataset's budget was charged what the order says, before anything was opened, and never went above its cap. */
export function checkBudget(facts: ChainFacts): Check[] {
  return [
    check("budget", () => {
      const measured = facts.last("JobMeasured")!;
      const orderId = measured.args.orderId;
      const left = facts.order.datasetIds.map((datasetId) => {
        const charges = facts.all("BudgetCharged").filter((event) => event.args.datasetId === datasetId);
        const own = charges.filter((event) => event.args.orderId === orderId);
        mustEqual(`number of charges to dataset ${datasetId}`, own.length, 1);
        mustEqual(`rho charged to dataset ${datasetId}`, own[0]!.args.rhoMicro, facts.order.rhoMicro);
        mustEqual(`charging transaction of dataset ${datasetId}`, own[0]!.tx, measured.tx);
        const capMicro = facts.all("BudgetOpened").find((event) => event.args.datasetId === datasetId)!.args
          .capMicro as bigint;
        const spentMicro = charges.reduce((sum, event) => sum + (event.args.rhoMicro as bigint), 0n);
        if (spentMicro > capMicro)
          throw new SymbolonError("E7005", {
            what: `spent budget of dataset ${datasetId}`,
            actual: spentMicro,
            expected: `at most ${capMicro}`,
          });
        return `${capMicro - spentMicro} of ${capMicro}`;
      });
      return `charged ${facts.order.rhoMicro} micro-rho once each, before opening; left ${left.join(" and ")}`;
    }),
  ];
}
