import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import { Accountant } from "../../privacy/accountant.ts";
import { binomialCoinsFor } from "../../privacy/binomialCoinsFor.ts";
import { epsilonOfOrders } from "../../privacy/epsilonOfOrders.ts";
import { rhoMicroForOrders } from "../../privacy/rhoMicroForOrders.ts";
import { selectionScaleFor } from "../../privacy/selectionScaleFor.ts";
import { mechanismCost } from "./mechanismCost.ts";
import type { MechanismCharge } from "./mechanismHooks.ts";

test("fifty rounds planned for (1, 1e-9) fit their budget, hardly waste any, and keep the promise", () => {
  const [epsilon, delta] = [1, 1e-9];
  const rounds = 50;
  // A hundredth of delta for the distances; the rest is the conversion's.
  const budget = rhoMicroForOrders(epsilon, 0.99 * delta);
  const { rhoMicro, maxOrder } = budget;
  const accountant = new Accountant({ rhoMicro, delta: 0.01 * delta });
  const share = (parts: bigint) => ({ num: rhoMicro * parts, den: 1_000_000n * 10n * BigInt(rounds) });
  const scale = selectionScaleFor(share(1n), 4080);
  const coins = binomialCoinsFor(share(9n), maxOrder);
  for (let round = 0; round < rounds; round++) {
    const charges: MechanismCharge[] = [
      { kind: "selection", round, sensitivity: 4080, scale, candidates: 575 },
      { kind: "measurement", clique: round, coins },
    ];
    for (const charge of charges) accountant.charge([mechanismCost(charge, { epsilon, maxOrder })]);
  }
  assert.ok(Number(accountant.spentRhoMicro) >= 0.998 * Number(rhoMicro));
  assert.ok(epsilonOfOrders(rhoMicro, 0.99 * delta, maxOrder) <= epsilon);
  assert.ok(accountant.spentDelta > 0 && accountant.spentDelta <= 0.01 * delta);
  assert.equal(accountant.allGaussian, false);
  // One round more does not fit.
  const more: MechanismCharge = { kind: "measurement", clique: 0, coins };
  assert.throws(
    () => accountant.charge([mechanismCost(more, { epsilon, maxOrder })]),
    (error) => error instanceof SymbolonError && error.code === "E3009",
  );
});

test("few coins pay a delta that shows", () => {
  const promise = { epsilon: 1, maxOrder: 8 };
  const cost = (coins: number) => mechanismCost({ kind: "measurement", clique: 4, coins }, promise);
  assert.ok(Math.abs(cost(64).delta! / (2 ** -64 * (1 + Math.E)) - 1) < 1e-12);
  assert.ok(cost(8192).delta! > 0);
});
