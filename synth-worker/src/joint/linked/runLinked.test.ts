import assert from "node:assert/strict";
import { test } from "node:test";
import { JointModel, SymbolonError } from "@symbolon/protocol";
import { selectRows } from "../../math/selectRows.ts";
import { isInterruption } from "../../mpc/rss/interrupted.ts";
import { checkJointModel } from "../checkJointModel.ts";
import { countTables } from "../countTables.ts";
import { jointModelOf } from "../jointModelOf.ts";
import type { JointOrder } from "../jointOrder.ts";
import type { FrozenInputs, JournalStep } from "../journal.ts";
import { planJoint } from "../planJoint.ts";
import type { JointResult } from "../runJoint.ts";
import {
  CHAIN_ID,
  dealLinked,
  LINKED_SCHEMA,
  linkedRegister,
  settleLinked,
} from "../test-support/settleLinked.ts";

const order: JointOrder = {
  orderId: "7",
  schema: LINKED_SCHEMA,
  datasetIds: ["11", "12"],
  mechanism: "fixed",
  epsilon: 2,
  delta: 1e-6,
  rhoMicro: 1_000_000n,
  workload: [
    ["c0", "c3"],
    ["c2", "c5"],
    ["c0", "c1"],
    ["c4", "c5"],
    ["c1", "c4"],
  ],
  patients: 1000,
  mostPatients: 2000,
  linked: [3, 3],
};
const plan = planJoint(order);
const register = linkedRegister(900);
const shares = dealLinked(plan, register);
const NODES = [1, 2, 3].map((n) => `0x${String(n).repeat(40)}` as const);

function succeed(outcomes: readonly PromiseSettledResult<JointResult>[]): JointResult[] {
  return outcomes.map((outcome) => {
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  });
}

function errors(outcomes: readonly PromiseSettledResult<JointResult>[]): SymbolonError[] {
  return outcomes.map((outcome) => {
    assert.ok(outcome.status === "rejected");
    assert.ok(outcome.reason instanceof SymbolonError, String(outcome.reason));
    return outcome.reason;
  });
}

/** Exact tables of the patients whom both hospitals have. */
function truth(): number[][] {
  const flags = Uint8Array.from({ length: register.table.rows }, (_, p) =>
    Number(register.common.includes(p)),
  );
  const { counts } = countTables(plan, selectRows(register.table, flags));
  let at = 0;
  return plan.cliques.map(({ cells }) => {
    at += cells;
    return [...counts.subarray(at - cells, at)];
  });
}

test("opened tables are the plain counts of the common patients, with noise of the plan's coins; one valid model at all nodes", async () => {
  const { outcomes, ledgers } = await settleLinked(plan, shares);
  const results = succeed(outcomes);
  const exact = truth();
  let squares = 0;
  let cells = 0;
  for (const [i, { columns, counts, coins }] of results[0]!.tables.entries()) {
    assert.deepEqual(columns, plan.cliques[i]!.columns);
    for (const [cell, count] of exact[i]!.entries()) {
      const miss = counts[cell]! - count;
      // A normal error beyond six deviations has probability 2e-9 per cell; 72 cells: 2e-7.
      assert.ok(
        Number.isInteger(miss) && Math.abs(miss) <= 3 * Math.sqrt(coins),
        `${columns.join()}: ${miss}`,
      );
      squares += (miss * miss * 4) / coins;
      cells++;
    }
  }
  // Noise there is: the mean square of standard normals over 72 cells is not below 0.4 by chance more often than in 1e-6 cases.
  assert.ok(cells === 72 && squares / cells > 0.4, `${squares / cells}`);
  const transcripts = results.map((result) => result.transcripts);
  const models = results.map((result) =>
    jointModelOf(plan, result, { chainId: CHAIN_ID, nodes: NODES, transcripts }),
  );
  assert.deepEqual(models[1], models[0]);
  assert.deepEqual(models[2], models[0]);
  assert.deepEqual(ledgers[1], ledgers[0]);
  const model = JointModel.parse(JSON.parse(JSON.stringify(models[0])));
  assert.equal(model.mechanism, "fixed");
  assert.deepEqual(model.linked, [
    { datasetId: "11", columns: ["c0", "c1", "c2"] },
    { datasetId: "12", columns: ["c3", "c4", "c5"] },
  ]);
  assert.ok(checkJointModel(model).every(({ ok }) => ok));
  const wrong = [
    { ...model, linked: [model.linked![1]!, model.linked![0]!] },
    { ...model, mechanism: "mst" as const },
    { ...model, linked: [{ datasetId: "11", columns: ["c0"] }, model.linked![1]!] },
    { ...model, refused: [{ datasetId: "12", reason: "x" }], datasetIds: ["11"] },
  ];
  for (const each of wrong) assert.ok(checkJointModel(each).some(({ ok }) => !ok));
});

test("patients whom one hospital alone has, and made-up ones whom both have, are in no count: totals are those of the common ones", async () => {
  const { outcomes } = await settleLinked(plan, shares);
  const [result] = succeed(outcomes);
  // Each table's sum is the common patients and noise; the other 450 of the register, or the 20 common made-up ones, would show.
  for (const { counts, coins } of result!.tables) {
    const sum = Array.from(counts).reduce((a, b) => a + b, 0);
    const deviation = Math.sqrt((counts.length * coins) / 4);
    // Six deviations, 2e-9 per table; it is below 450 in all of them.
    assert.ok(6 * deviation < 450);
    assert.ok(Math.abs(sum - register.common.length) <= 6 * deviation, `${sum}`);
  }
});

test("an attempt that is cut after the freeze is resumed from the journal with the same rows: what was opened stays, nothing is paid twice", async () => {
  let inputs: FrozenInputs | undefined;
  const steps: JournalStep[] = [];
  const record = (step: JournalStep) => steps.splice(step.index, 1, step);
  const cut = await settleLinked(plan, shares, {
    hooks: (index) => ({
      frozen: (frozen) => {
        if (index === 0) inputs = frozen;
      },
      charge: (_, step) => {
        if (index === 0) record(step);
        if (step.index === 4) throw new Error("the machine is gone");
      },
      opened: (step) => {
        if (index === 0) record(step);
      },
    }),
  });
  assert.ok(cut.outcomes.every(({ status }) => status === "rejected"));
  const journal = { inputs: inputs!, steps: steps.slice(0, 4) };
  const { outcomes, ledgers } = await settleLinked(plan, shares, { journalOf: () => journal });
  const results = succeed(outcomes);
  assert.equal(results[0]!.inputs.digest, inputs!.digest);
  for (const [i, { opened }] of journal.steps.entries()) {
    assert.ok(opened?.kind === "table");
    assert.deepEqual(Array.from(results[0]!.tables[i]!.counts), opened.counts);
  }
  assert.equal(ledgers[0]!.length, plan.cliques.length - 4);
  // Other rows than the journal's stop it.
  const others = dealLinked(plan, linkedRegister(900, 2));
  const refused = errors((await settleLinked(plan, others, { journalOf: () => journal })).outcomes);
  assert.ok(refused.some((error) => /other inputs/.test(error.message)));
});

test("a hospital that is missing, or told two nodes different things, ends the job before anything is frozen; it is named", async () => {
  const other = dealLinked(plan, linkedRegister(900, 2));
  const part = (from: typeof shares, index: number, h: number) => ({
    datasetId: plan.order.datasetIds[h]!,
    commitments: from[h]!.commitments,
    package: from[h]!.packages[index]!,
  });
  const cases: Record<string, (index: number) => ReturnType<typeof part>[]> = {
    missing: (index) => [part(shares, index, 0)],
    different: (index) => [part(shares, index, 0), part(index === 1 ? other : shares, index, 1)],
  };
  for (const [name, receivedBy] of Object.entries(cases)) {
    let frozen = 0;
    const { outcomes } = await settleLinked(plan, shares, {
      receivedBy,
      hooks: () => ({ frozen: () => void frozen++ }),
    });
    const found = errors(outcomes);
    assert.ok(
      found.some((error) => /dataset 12/.test(error.message)),
      name,
    );
    assert.equal(frozen, 0, name);
    assert.ok(found.some((error) => !isInterruption(error)));
  }
});

test("a plan of linked patients needs pairs that the order names, two datasets, and their columns", () => {
  const refused: Partial<JointOrder>[] = [
    { mechanism: "aim" },
    { workload: [["c0", "c1", "c2"]] },
    { datasetIds: ["11"] },
    { linked: [3, 2] },
    { linked: [6, 0] },
    { linked: [6] },
    { mostPatients: 2 ** 22 },
  ];
  for (const change of refused)
    assert.throws(
      () => planJoint({ ...order, ...change }),
      (error) => error instanceof SymbolonError && error.code === "E1006",
    );
});
