import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import { orderBudget } from "../privacy/orderBudget.ts";
import { rhoMicroFor } from "../privacy/rhoMicroFor.ts";
import type { JointOrder } from "./jointOrder.ts";
import { planDigest } from "./planDigest.ts";
import { planJoint } from "./planJoint.ts";
import { StepBudget } from "./stepBudget.ts";
import { breastHospitals } from "./test-support/breastHospitals.ts";

const { schema } = await breastHospitals();
const order: JointOrder = {
  orderId: "7",
  schema,
  datasetIds: ["1", "2"],
  mechanism: "aim",
  epsilon: 1,
  delta: 1e-6,
  rhoMicro: rhoMicroFor(1, 1e-6),
  workload: [],
  patients: 4000,
  mostPatients: 4095,
};
const refuses = (change: Partial<JointOrder>) =>
  assert.throws(
    () => planJoint({ ...order, ...change }),
    (error) => error instanceof SymbolonError && error.code === "E1006",
    JSON.stringify(Object.keys(change)),
  );

test("all that a job opens costs nearly the budget and never more, whatever the mechanism and epsilon", () => {
  for (const epsilon of [0.5, 2])
    for (const mechanism of ["aim", "mst", "fixed"] as const) {
      const workload = mechanism === "fixed" ? schema.pairs : [];
      const plan = planJoint({
        ...order,
        epsilon,
        mechanism,
        workload,
        rhoMicro: rhoMicroFor(epsilon, 1e-6),
      });
      assert.ok(plan.rhoMicro <= rhoMicroFor(epsilon, 1e-6));
      const { rhoMicro, maxOrder } = orderBudget(epsilon, 1e-6);
      assert.deepEqual([plan.rhoMicro, plan.maxOrder], [rhoMicro, maxOrder]);
      assert.ok(plan.ownDelta <= 1e-8);
      const steps = new StepBudget(plan);
      const together = plan.schedule.length === 0 ? plan.cliques.length : plan.sizes.length;
      const rest = steps.choices.flatMap((choice) => [choice, steps.tables.at(-1)!]);
      const entries = [...steps.tables.slice(0, together), ...rest];
      assert.ok(steps.covers(entries));
      for (const entry of entries) steps.charge(entry);
      const spent = entries.reduce((sum, { picoRho }) => sum + BigInt(picoRho), 0n);
      const budget = plan.rhoMicro * 1_000_000n;
      assert.ok(spent <= budget, `${mechanism} ${epsilon}: ${spent} of ${budget}`);
      // Whole coins: at epsilon 2 a table of some hundred coins costs up to 1 % less than its part.
      assert.ok(Number(spent) >= 0.97 * Number(budget), `${mechanism} ${epsilon}: ${spent} of ${budget}`);
      // One more is refused.
      assert.equal(steps.covers([steps.tables[0]!]), false);
      assert.throws(
        () => steps.charge(steps.tables[0]!),
        (error) => error instanceof SymbolonError && error.code === "E3009",
      );
    }
});

test("an order that allows less than epsilon and delta do is held to it", () => {
  assert.equal(planJoint({ ...order, rhoMicro: 5000n }).rhoMicro, 5000n);
  const whole = planJoint(order);
  const half = planJoint({ ...order, rhoMicro: whole.rhoMicro / 2n });
  assert.ok(half.oneWayCoins > whole.oneWayCoins);
});

test("golden: the plan of an order; two nodes with one order have one plan, and another order has another", () => {
  const plan = planJoint(order);
  assert.equal(plan.rhoMicro, 24_334n);
  assert.equal(plan.maxOrder, 50);
  assert.equal(plan.cliques.length, 175);
  assert.equal(plan.planes, 12);
  assert.equal(plan.oneWayCoins, 3490);
  assert.equal(plan.schedule.length, 16);
  assert.deepEqual(plan.schedule[15], { scale: 58902, coins: 1982 });
  const digest = planDigest(plan);
  assert.equal(planDigest(planJoint(structuredClone(order))), digest);
  for (const change of [{ orderId: "8" }, { epsilon: 1.1 }, { datasetIds: ["2", "1"] }, { patients: 40_000 }])
    assert.notEqual(planDigest(planJoint({ ...order, ...change })), digest);
});

test("tables: every column's first; pairs and triples up to the limit, pairs for a tree, the workload's sets", () => {
  const columnsOf = (change: Partial<JointOrder>) =>
    planJoint({ ...order, ...change }).cliques.map(({ columns }) => columns.length);
  const count = (lengths: number[]) => [1, 2, 3].map((ways) => lengths.filter((n) => n === ways).length);
  assert.deepEqual(count(columnsOf({})), [10, 45, 120]);
  assert.deepEqual(count(columnsOf({ mechanism: "mst" })), [10, 45, 0]);
  assert.deepEqual(count(columnsOf({ mechanism: "fixed", workload: schema.pairs })), [10, 12, 0]);
  for (const { columns, cells } of planJoint({ ...order, maxTableCells: 30 }).cliques)
    assert.ok(columns.length === 1 || cells <= 30);
});

test("a set that the order names weighs double, and the noise of choices doubles with it", () => {
  const plain = planJoint(order);
  const named = planJoint({ ...order, workload: [["rfstime", "nodes", "event"]] });
  const heavy = named.cliques.filter(({ weight }) => weight === 2).map(({ columns }) => columns.join());
  assert.deepEqual(heavy.sort(), ["4,8", "4,8,9", "4,9", "8,9"]);
  const ratio = named.schedule[0]!.scale / plain.schedule[0]!.scale;
  assert.ok(Math.abs(ratio - 2) < 0.01, String(ratio));
});

test("orders that cannot be run are refused", () => {
  refuses({ datasetIds: [] });
  refuses({ datasetIds: ["1", "1"] });
  refuses({ patients: 0 });
  refuses({ mostPatients: 2 ** 24 });
  refuses({ rounds: 0 });
  refuses({ rhoMicro: 0n });
  refuses({ mechanism: "fixed" });
  refuses({ workload: [["age", "none"]] });
  refuses({ workload: [["age", "age"]] });
  refuses({
    workload: [
      ["age", "meno"],
      ["meno", "age"],
    ],
  });
  refuses({ mechanism: "fixed", workload: [["age", "nodes", "rfstime"]], maxTableCells: 100 });
  refuses({ delta: 1e-12 });
});
