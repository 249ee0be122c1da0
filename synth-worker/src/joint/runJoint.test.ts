import assert from "node:assert/strict";
import { test } from "node:test";
import { JointModel, SymbolonError } from "@symbolon/protocol";
import { cliquesUpTo } from "../evaluate/cliquesUpTo.ts";
import { independenceError } from "../evaluate/independenceError.ts";
import { marginalError } from "../evaluate/marginalError.ts";
import { generateCsv } from "../exports/generate.ts";
import type { EncodedTable } from "../math/encodedTable.ts";
import type { BitDealing } from "../mpc/rss/inputs/shareBits.ts";
import { frameOf } from "../mpc/rss/test-support/frameOf.ts";
import type { Tap } from "../mpc/rss/test-support/memoryNetwork.ts";
import { seededEntropy } from "../random/testOnly.ts";
import { countTables } from "./countTables.ts";
import { fitJointModel } from "./fitJointModel.ts";
import { jointModelOf } from "./jointModelOf.ts";
import type { JointOrder } from "./jointOrder.ts";
import type { JointPlan } from "./jointPlan.ts";
import { planJoint } from "./planJoint.ts";
import type { JointResult } from "./runJoint.ts";
import { sampleJointModel } from "./sampleJointModel.ts";
import { shareTables } from "./shareTables.ts";
import { breastHospitals } from "./test-support/breastHospitals.ts";
import { dealTables, JOB } from "./test-support/dealTables.ts";
import { joinTables } from "./test-support/joinTables.ts";
import { settleJoint } from "./test-support/settleJoint.ts";

const { schema, hospitals } = await breastHospitals();
const all = joinTables(hospitals);
/** The first 400 patients of each, for what does not need a good model. */
const few = hospitals.map(({ sizes, columns }) => ({
  sizes,
  rows: 400,
  columns: columns.map((cells) => cells.slice(0, 400)),
}));
const order: JointOrder = {
  orderId: "7",
  schema,
  datasetIds: ["11", "12"],
  mechanism: "aim",
  epsilon: 1,
  delta: 1e-6,
  rhoMicro: 1_000_000n,
  workload: [],
  patients: 4000,
  mostPatients: 4095,
};
/** Small tables and three rounds for them. */
const small = planJoint({ ...order, maxTableCells: 15, rounds: 3 });
const NODES = [1, 2, 3].map((n) => `0x${String(n).repeat(40)}` as const);

function succeed(outcomes: readonly PromiseSettledResult<JointResult>[]): readonly JointResult[] {
  return outcomes.map((outcome) => {
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  });
}

function fails(outcomes: readonly PromiseSettledResult<JointResult>[], index: number): SymbolonError {
  const outcome = outcomes[index]!;
  assert.ok(outcome.status === "rejected", `node ${index} has a result`);
  assert.ok(outcome.reason instanceof SymbolonError, String(outcome.reason));
  return outcome.reason;
}

/** Every opened cell is the exact count and noise of its coins: within six standard deviations, by chance not in 2e-9 cases per cell. */
function checkCounts(plan: JointPlan, { tables }: JointResult, table: EncodedTable): void {
  const exact = countTables(plan, table).counts;
  const starts = new Map<string, number>();
  let at = 0;
  for (const { columns, cells } of plan.cliques) {
    starts.set(columns.join(), at);
    at += cells;
  }
  for (const { columns, coins, counts } of tables) {
    const start = starts.get(columns.join())!;
    const most = 3 * Math.sqrt(coins);
    for (let cell = 0; cell < counts.length; cell++) {
      const miss = counts[cell]! - exact[start + cell]!;
      assert.ok(Number.isInteger(miss) && Math.abs(miss) <= most, `${columns.join()}: ${miss}`);
    }
  }
}

test("AIM and MST by three nodes, malicious mode, two hospitals: one document at all nodes, whose rows are like the records", async () => {
  const sets = cliquesUpTo(all.sizes, 3);
  for (const mechanism of ["mst", "aim"] as const) {
    const plan = planJoint({ ...order, mechanism, maxTableCells: 30, rounds: 6 });
    let pauses = 0;
    const { outcomes, ledgers } = await settleJoint(plan, dealTables(plan, hospitals), {
      mode: "malicious",
      hooks: () => ({
        pause: () => {
          pauses++;
          return Promise.resolve();
        },
      }),
    });
    const results = succeed(outcomes);
    const transcripts = results.map((result) => result.transcripts);
    const documents = results.map((result) =>
      jointModelOf(plan, result, { chainId: 31337, nodes: NODES, transcripts }),
    );
    assert.deepEqual(documents[1], documents[0]);
    assert.deepEqual(documents[2], documents[0]);
    const model = JointModel.parse(JSON.parse(JSON.stringify(documents[0])));
    assert.equal(model.security, "malicious");
    assert.deepEqual(model.datasetIds, ["11", "12"]);
    checkCounts(plan, results[0]!, all);
    assert.equal(model.tables.length, plan.sizes.length + plan.schedule.length);
    assert.equal(pauses, 3 * (mechanism === "aim" ? plan.schedule.length + 1 : 1));
    // What was charged is what each node was told, one by one, and within the budget.
    const charged = model.ledger.map(({ what, kind, picoRho, delta }) => ({ what, kind, picoRho, delta }));
    for (const ledger of ledgers) assert.deepEqual(ledger, charged);
    assert.equal(charged.length, plan.sizes.length + 2 * plan.schedule.length);
    assert.deepEqual(model.leftOut, []);
    assert.equal(model.transcriptRoot, model.ledger.at(-1)!.chain);
    const spent = model.ledger.reduce((sum, { picoRho }) => sum + BigInt(picoRho), 0n);
    assert.ok(spent <= BigInt(model.rhoMicro) * 1_000_000n);
    // Of so short a job no more is asked than that it has learnt much of what goes together: utility.test.ts compares well.
    const seedHex = `0x${"2a".repeat(32)}`;
    const { table } = sampleJointModel(model, { rows: all.rows, seedHex });
    const error = marginalError(all, table, sets);
    assert.ok(error < 0.6 * independenceError(all, sets), `${mechanism}: ${error}`);
    assert.deepEqual(sampleJointModel(model, { rows: all.rows, seedHex }).table, table);
    const csv = new TextDecoder().decode(
      generateCsv(model, { rows: 20, seedHex, columns: ["age", "event"] }),
    );
    assert.match(csv, /^age,event\n(\d+,[^,\n]+\n){20}$/);
    const cohort = [{ column: "grade", in: ["3"] }];
    const part = sampleJointModel(model, { rows: 50, seedHex, cohort }).table.columns[3]!;
    assert.ok(part.every((level) => level === 2));
  }
});

test("a fixed workload is opened table by table; the semi-honest mode is in the result", async () => {
  const plan = planJoint({ ...order, mechanism: "fixed", workload: schema.pairs });
  const { outcomes } = await settleJoint(plan, dealTables(plan, hospitals));
  const results = succeed(outcomes);
  const transcripts = results.map((result) => result.transcripts);
  const model = jointModelOf(plan, results[0]!, { chainId: 1, nodes: NODES, transcripts });
  assert.equal(model.security, "semi-honest");
  assert.deepEqual(
    model.ledger.map(({ kind, columns }) => ({ kind, columns })),
    model.tables.map(({ columns }) => ({ kind: "table", columns })),
  );
  assert.deepEqual(
    model.tables.map(({ columns }) => columns),
    [...schema.columns.map(({ name }) => [name]), ...schema.pairs.map((pair) => inOrder(pair))],
  );
  checkCounts(plan, results[0]!, all);
  const swapped = [transcripts[0]!, transcripts[2]!, transcripts[1]!];
  assert.throws(
    () => jointModelOf(plan, results[0]!, { chainId: 1, nodes: NODES, transcripts: swapped }),
    (error) => error instanceof SymbolonError && error.code === "E4020",
  );
});

function inOrder(names: readonly string[]): string[] {
  return schema.columns.map(({ name }) => name).filter((name) => names.includes(name));
}

/** The first hospital with one patient moved within one table of two columns: each table still adds up to the number of patients. */
function crooked(plan: JointPlan): BitDealing {
  const tables = countTables(plan, few[0]!);
  const first = plan.cliques.findIndex(({ columns }) => columns.length === 2);
  const at = plan.cliques.slice(0, first).reduce((sum, { cells }) => sum + cells, 0);
  const from = tables.counts.subarray(at).findIndex((count) => count > 0);
  tables.counts[at + from]! -= 1;
  tables.counts[at + from + 1]! += 1;
  return shareTables({ plan, job: JOB, datasetId: "11", tables, entropy: seededEntropy(1) });
}

test("a hospital whose tables contradict each other is named and left out; the others' records make the result", async () => {
  const [, honest] = dealTables(small, few);
  const seen: unknown[] = [];
  const { outcomes } = await settleJoint(small, [crooked(small), honest!], {
    mode: "malicious",
    hooks: () => ({
      frozen: ({ accepted, refused }) => {
        seen.push({ accepted, refused });
      },
    }),
  });
  const results = succeed(outcomes);
  const expected = {
    accepted: ["12"],
    refused: [{ datasetId: "11", reason: "its tables do not add up" }],
  };
  assert.deepEqual(seen, [expected, expected, expected]);
  assert.deepEqual(results[0]!.inputs.accepted, ["12"]);
  checkCounts(small, results[0]!, few[1]!);
});

test("a hospital that sends one node a wrong package, or none, is named and left out", async () => {
  const dealings = dealTables(small, few);
  for (const packages of [
    dealings[0]!.packages.map((bytes, node) =>
      node === 1 ? bytes.map((byte, i) => (i === 99 ? byte ^ 1 : byte)) : bytes,
    ),
    dealings[0]!.packages.map((bytes, node) => (node === 1 ? bytes.slice(1) : bytes)),
  ]) {
    const { outcomes } = await settleJoint(small, [{ ...dealings[0]!, packages }, dealings[1]!]);
    const [result] = succeed(outcomes);
    assert.deepEqual(result!.inputs.accepted, ["12"]);
    assert.equal(result!.inputs.refused[0]!.datasetId, "11");
    assert.match(result!.inputs.refused[0]!.reason, /node 1/);
  }
});

test("without a sound hospital the job stops, and nothing is charged", async () => {
  const plan = planJoint({ ...order, datasetIds: ["11"], maxTableCells: 15, rounds: 3 });
  const { outcomes, ledgers } = await settleJoint(plan, [crooked(plan)], { mode: "malicious" });
  for (const index of [0, 1, 2]) assert.equal(fails(outcomes, index).code, "E4020");
  assert.deepEqual(ledgers, [[], [], []]);
});

test("a flipped bit in any gate's message stops all three, nothing is opened after it, and what was charged stays charged", async () => {
  const dealings = dealTables(small, few);
  const kinds: string[] = [];
  await settleJoint(small, dealings, {
    mode: "malicious",
    tap({ from, bytes }) {
      if (from === 0) kinds.push(frameOf(bytes).kind);
      return undefined;
    },
  });
  const gates = [...kinds.keys()].filter((i) => kinds[i] === "and");
  const charged: number[] = [];
  // Spread over the job: consistency check, sum, noise, scores, choices, tables.
  for (let n = 0; n < 5; n++) {
    const target = gates[Math.floor((n * (gates.length - 1)) / 4)]!;
    let sent = 0;
    let opened: number | undefined;
    const tap: Tap = ({ from, bytes }) => {
      if (frameOf(bytes).kind === "open" && opened !== undefined) opened++;
      if (from !== 0 || sent++ !== target) return undefined;
      opened = 0;
      const flipped = bytes.slice();
      flipped[flipped.length - 1 - (n % 4)]! ^= 1 << n;
      return [flipped];
    };
    const { outcomes, ledgers } = await settleJoint(small, dealings, { mode: "malicious", tap });
    for (const index of [0, 1, 2]) assert.equal(fails(outcomes, index).code, "E4020");
    assert.equal(opened, 0, `message ${target}`);
    // Nobody charged more than one opening that did not come about.
    const lengths = ledgers.map(({ length }) => length);
    assert.ok(Math.max(...lengths) - Math.min(...lengths) <= 1);
    charged.push(Math.min(...lengths));
  }
  // The first was in the consistency check, before any charge; the last in the last table, of which only the charge stands.
  assert.equal(charged[0], 0);
  assert.ok(
    charged.every((count, n) => n === 0 || count >= charged[n - 1]!),
    charged.join(),
  );
  assert.equal(charged.at(-1), small.sizes.length + 2 * small.schedule.length);
});

test("one node's refusal ends the job at all three, before the opening it is about: of a report, at the freeze, or at a charge", async () => {
  const dealings = dealTables(small, few);
  const refusal = new SymbolonError("E4020", { orderId: "7", reason: "consent was withdrawn" });
  for (const when of ["exchange", "frozen", "charge"] as const) {
    let charges = 0;
    const { outcomes, ledgers } = await settleJoint(small, dealings, {
      mode: "malicious",
      hooks: (index) => {
        if (when === "exchange")
          return {
            exchange: (own) => (index === 2 ? Promise.reject(refusal) : Promise.resolve([own, own, own])),
          };
        if (index !== 2) return {};
        if (when === "frozen") return { frozen: () => Promise.reject(refusal) };
        return { charge: () => (++charges === 3 ? Promise.reject(refusal) : undefined) };
      },
    });
    assert.equal(fails(outcomes, 2), refusal);
    // The others are told: they do not wait for a deadline.
    for (const index of [0, 1]) {
      const { code, details } = fails(outcomes, index);
      assert.equal(code, "E4020");
      assert.match(String(details.reason), /^party \d stopped$/);
    }
    // The third charge was on the others' records already.
    assert.equal(ledgers[0]!.length, when === "charge" ? 3 : 0);
  }
});

test("nodes with different orders stop before they look at records", async () => {
  const other = planJoint({ ...order, maxTableCells: 15, rounds: 3, epsilon: 1.5 });
  const dealings = dealTables(small, few);
  const { outcomes, ledgers } = await settleJoint(small, dealings, {
    planOf: (i) => (i === 1 ? other : small),
  });
  for (const index of [0, 1, 2]) assert.equal(fails(outcomes, index).code, "E4020");
  assert.deepEqual(ledgers, [[], [], []]);
});

test("a document that does not fit its schema is refused", async () => {
  const plan = planJoint({ ...order, mechanism: "fixed", workload: [["age", "nodes"]] });
  const results = succeed((await settleJoint(plan, dealTables(plan, hospitals))).outcomes);
  const transcripts = results.map((result) => result.transcripts);
  const model = jointModelOf(plan, results[0]!, { chainId: 1, nodes: NODES, transcripts });
  const [first, ...rest] = model.tables;
  for (const tables of [
    rest,
    [...model.tables.slice(0, -1), { ...model.tables.at(-1)!, columns: ["nodes", "age"] }],
    [{ ...first!, noisyCounts: first!.noisyCounts.slice(1) }, ...rest],
  ])
    assert.throws(
      () => fitJointModel({ ...model, tables }),
      (error) => error instanceof SymbolonError && error.code === "E1006",
    );
});

test("a hospital finds by itself that it has too many patients, or tables that do not add up", () => {
  const tables = countTables(small, hospitals[0]!);
  const share = (plan: JointPlan, changed: typeof tables) =>
    shareTables({ plan, job: JOB, datasetId: "11", tables: changed, entropy: seededEntropy(1) });
  const narrow = planJoint({ ...order, maxTableCells: 15, rounds: 3, mostPatients: 1000 });
  assert.throws(() => share(narrow, tables), /1000 of a hospital/);
  assert.throws(() => share(small, { ...tables, patients: 1 }), RangeError);
});
