import { formatWei } from "@symbolon/protocol";
import type { ChainFacts } from "./chainFacts.ts";
import { type Check, check, mustEqual } from "./check.ts";
import { datasetVersion } from "./datasetVersion.ts";
import { isBefore } from "./isBefore.ts";
import { splitOf } from "./splitOf.ts";

const BPS = 10_000n;

/**
 * The escrow was split to the wei: the shares are those of the fees (or, in the EHDS lane, of the datasets' cost lines) that held when the
 * order was placed, and they are owed to the parties that did the work; the price of a dataset that was left out goes back to the buyer. What
 * was fetched so far is what was owed.
 */
export function checkPayouts(facts: ChainFacts): Check[] {
  const { terms, settlement, orderId } = facts.order;
  const { record } = facts.job;
  return [
    check("fees", () => (terms.permitId === 0n ? feesOfMarket(facts) : costsOfDatasets(facts))),
    check("payouts", () => {
      const { payees, amountsWei } = settlement!;
      const refunded = record.droppedMask === 0n ? [] : [terms.buyer];
      const parties = [...terms.providers, ...refunded, ...record.nodes, record.evaluator, terms.treasury];
      mustEqual("payees", payees.join(), parties.join());
      mustEqual("sum of payouts", sum(amountsWei), terms.totalWei);
      mustEqual("shares", amountsWei.join(), splitOf(terms, record.droppedMask).join());
      const claims = facts.all("PayoutClaimed").filter((event) => event.args.orderId === orderId);
      mustEqual("shares paid twice", claims.length - new Set(claims.map((c) => c.args.index)).size, 0);
      for (const { args } of claims) {
        const index = Number(args.index);
        mustEqual(`payee of share ${index}`, args.payee, payees[index]);
        mustEqual(`amount of share ${index}`, args.amountWei, amountsWei[index]);
      }
      const count = terms.providers.length;
      const next = count + refunded.length;
      const kinds = [
        ["providers", amountsWei.slice(0, count)],
        ...(refunded.length === 0 ? [] : [["back to the buyer", amountsWei.slice(count, next)] as const]),
        ["workers", amountsWei.slice(next, next + 3)],
        ["evaluator", amountsWei.slice(next + 3, next + 4)],
        ["treasury", amountsWei.slice(next + 4)],
      ] as const;
      const parts = kinds.map(([kind, amounts]) => `${kind} ${formatWei(sum(amounts))}`);
      return `${parts.join(", ")}; ${claims.length} of ${payees.length} shares fetched`;
    }),
  ];
}

function feesOfMarket(facts: ChainFacts): string {
  const { terms } = facts.order;
  const placed = facts.last("OrderPlaced")!;
  const changed = facts.all("FeesChanged").findLast((event) => isBefore(event, placed));
  const fees = changed?.args.fees as { workerBps: bigint; evaluatorBps: bigint; treasuryBps: bigint };
  mustEqual("worker fee", terms.workersWei, (terms.totalWei * fees.workerBps) / BPS);
  mustEqual("evaluator fee", terms.evaluatorWei, (terms.totalWei * fees.evaluatorBps) / BPS);
  mustEqual("treasury fee", terms.treasuryWei, (terms.totalWei * fees.treasuryBps) / BPS);
  mustEqual("treasury", terms.treasury, changed?.args.treasury);
  mustEqual("sum of prices", sum(terms.pricesWei), terms.totalWei);
  return `workers ${fees.workerBps}, evaluator ${fees.evaluatorBps}, treasury ${fees.treasuryBps} of 10,000, as set when ordered`;
}

function costsOfDatasets(facts: ChainFacts): string {
  const { terms } = facts.order;
  const costs = terms.datasetIds.map((id, i) => datasetVersion(facts, id, terms.versions[i]!).costs);
  const issued = facts.all("PermitIssued").find((event) => event.args.permitId === terms.permitId);
  mustEqual("holders' costs", terms.pricesWei.join(), costs.map((cost) => cost.holderWei).join());
  mustEqual("compute costs", terms.workersWei, sum(costs.map((cost) => cost.computeWei)));
  mustEqual("evaluation costs", terms.evaluatorWei, sum(costs.map((cost) => cost.evaluationWei)));
  mustEqual("access body's costs", terms.treasuryWei, sum(costs.map((cost) => cost.accessBodyWei)));
  mustEqual("access body", terms.treasury, issued?.args.issuer);
  const parts = sum([...terms.pricesWei, terms.workersWei, terms.evaluatorWei, terms.treasuryWei]);
  mustEqual("sum of costs", parts, terms.totalWei);
  return "the datasets' cost lines and nothing else";
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
