import assert from "node:assert/strict";
import { test } from "node:test";
import { JointModel, SymbolonError } from "@symbolon/protocol";
import { chainLink } from "./chainLink.ts";
import { checkJointModel } from "./checkJointModel.ts";
import { jointModelOf } from "./jointModelOf.ts";
import type { JointOrder } from "./jointOrder.ts";
import { planJoint } from "./planJoint.ts";
import { breastHospitals } from "./test-support/breastHospitals.ts";
import { dealTables } from "./test-support/dealTables.ts";
import { settleJoint } from "./test-support/settleJoint.ts";

const { schema, hospitals } = await breastHospitals();
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
  maxTableCells: 15,
};

async function documentOf(change: Partial<JointOrder>): Promise<JointModel> {
  const plan = planJoint({ ...order, ...change });
  const { outcomes } = await settleJoint(plan, dealTables(plan, hospitals));
  const results = outcomes.map((outcome) => {
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  });
  const nodes = [1, 2, 3].map((n) => `0x${String(n).repeat(40)}` as const);
  const transcripts = results.map((result) => result.transcripts);
  const model = jointModelOf(plan, results[0]!, { chainId: 1, nodes, transcripts });
  return JointModel.parse(JSON.parse(JSON.stringify(model)));
}
const aim = await documentOf({ rounds: 3 });
const failed = (model: unknown) => checkJointModel(model).flatMap(({ name, ok }) => (ok ? [] : [name]));
/** The document with its chain calculated anew, as who changes the one can change the other. */
function chained(model: JointModel): JointModel {
  let chain = model.inputsDigest;
  const ledger = model.ledger.map(({ columns, chain: _, ...entry }) => {
    const table = model.tables.find((each) => each.columns.join() === columns?.join());
    const opened = columns === null ? null : entry.kind === "choice" ? { columns } : (table ?? { columns });
    chain = chainLink(chain, entry, opened);
    return { ...entry, columns, chain };
  });
  return { ...model, ledger, transcriptRoot: chain };
}

test("the documents of AIM, MST and a fixed workload pass; every check says what it found", async () => {
  const fixed = await documentOf({ mechanism: "fixed", workload: schema.pairs, maxTableCells: 1000 });
  for (const model of [aim, await documentOf({ mechanism: "mst" }), fixed]) {
    const checks = checkJointModel(model);
    assert.deepEqual(
      checks.map(({ name, ok }) => ({ name, ok })),
      ["plan", "openings", "prices", "budget", "tables", "chain"].map((name) => ({ name, ok: true })),
    );
    for (const { detail } of checks) assert.notEqual(detail, "");
    assert.deepEqual(chained(model), model);
  }
});

test("any changed value breaks the chain, and most break more than it", () => {
  const change = (part: Partial<JointModel>) => failed({ ...aim, ...part });
  const [first, ...tables] = aim.tables;
  const counts = first!.noisyCounts.map((count, i) => (i === 0 ? count + 1 : count));
  assert.deepEqual(change({ tables: [{ ...first!, noisyCounts: counts }, ...tables] }), ["chain"]);
  assert.deepEqual(change({ transcriptRoot: `0x${"0".repeat(64)}` }), ["chain"]);
  assert.deepEqual(change({ inputsDigest: `0x${"0".repeat(64)}` }), ["chain"]);
  assert.deepEqual(change({ tables: [{ ...first!, coins: first!.coins + 2 }, ...tables] }), [
    "tables",
    "chain",
  ]);
  assert.deepEqual(change({ rhoMicro: String(BigInt(aim.rhoMicro) + 1n) }), ["plan"]);
  assert.ok(change({ epsilon: 0.9 }).includes("prices"));
  assert.ok(change({ parameters: { ...aim.parameters, patients: 400 } }).includes("prices"));
  assert.deepEqual(change({ parameters: { ...aim.parameters, patients: 2 ** 31 } }), ["plan"]);
  assert.deepEqual(change({ leftOut: [["age", "meno"]] }), ["tables"]);
});

test("a ledger with a chain of its own that is not a run of the plan is found", () => {
  const { ledger, tables } = aim;
  const columns = schema.columns.length;
  const lost = { ...ledger[columns + 1]!, columns: null };
  const spliced = (from: number, remove: number, ...more: (typeof ledger)[number][]) =>
    ledger.toSpliced(from, remove, ...more);
  const change = (part: Partial<JointModel>) => failed(chained({ ...aim, ...part }));
  assert.deepEqual(change({}), []);
  // A table too cheap; a choice and its table taken away; one that is not opened.
  const cheap = { ...ledger[0]!, picoRho: "1" };
  assert.deepEqual(change({ ledger: spliced(0, 1, cheap) }), ["prices"]);
  assert.deepEqual(change({ ledger: ledger.slice(0, -2), tables: tables.slice(0, -1) }), ["openings"]);
  assert.deepEqual(change({ ledger: ledger.slice(0, -1), tables: tables.slice(0, -1) }), [
    "openings",
    "tables",
  ]);
  assert.deepEqual(change({ tables: tables.slice(0, -1) }), ["tables"]);
  // In another order; a choice of a table that was measured before; of one that the plan does not have.
  assert.deepEqual(change({ ledger: spliced(0, 2, ledger[1]!, ledger[0]!) }), ["openings", "tables"]);
  const again = [
    { ...ledger[columns + 2]!, columns: ledger[columns]!.columns },
    ...ledger.slice(columns + 3),
  ];
  assert.ok(change({ ledger: spliced(columns + 2, 99, ...again) }).includes("openings"));
  assert.ok(
    change({ ledger: spliced(columns, 1, { ...ledger[columns]!, columns: ["rfstime", "age"] }) }).includes(
      "openings",
    ),
  );
  // One charge more than the budget has.
  assert.deepEqual(change({ ledger: spliced(columns + 1, 0, lost) }), ["openings", "budget"]);
  // A lost charge pays for the last round, when that is left out.
  const shorter = spliced(columns + 1, 0, lost).slice(0, -2);
  assert.deepEqual(change({ ledger: shorter, tables: tables.slice(0, -1) }), []);
});

test("what is not such a document is refused", () => {
  for (const document of [null, {}, { ...aim, format: "symbolon-model/2" }, { ...aim, extra: 1 }])
    assert.throws(
      () => checkJointModel(document),
      (error) => error instanceof SymbolonError && error.code === "E1006",
    );
});
