import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import { fastStream } from "../random/fastStream.ts";
import { keystream } from "../random/keystream.ts";
import { checkJointModel } from "./checkJointModel.ts";
import { handOverTables } from "./handOverTables.ts";
import { jointModelOf } from "./jointModelOf.ts";
import type { JointOrder } from "./jointOrder.ts";
import type { JointPlan } from "./jointPlan.ts";
import { Journal, type JournalStep } from "./journal.ts";
import { mergeJournals } from "./mergeJournals.ts";
import { planJoint } from "./planJoint.ts";
import type { JointResult } from "./runJoint.ts";
import { takeOverTables } from "./takeOverTables.ts";
import { breastHospitals } from "./test-support/breastHospitals.ts";
import { dealTables, JOB, receivedBy } from "./test-support/dealTables.ts";
import { type Attempt, type Failure, journaledAttempt } from "./test-support/journaledAttempt.ts";

/** Four columns and 300 patients of each hospital. */
const COLUMNS = [1, 3, 6, 9];
const { schema, hospitals } = await breastHospitals();
const few = hospitals.map(({ sizes, columns }) => ({
  sizes: COLUMNS.map((column) => sizes[column]!),
  rows: 300,
  columns: COLUMNS.map((column) => columns[column]!.slice(0, 300)),
}));
const order: JointOrder = {
  orderId: "7",
  schema: { ...schema, columns: COLUMNS.map((column) => schema.columns[column]!), pairs: [] },
  datasetIds: ["11", "12"],
  mechanism: "aim",
  epsilon: 2,
  delta: 1e-6,
  rhoMicro: 1_000_000n,
  workload: [],
  patients: 600,
  mostPatients: 511,
};
const names = order.schema.columns.map(({ name }) => name);
const plans = {
  aim: planJoint({ ...order, rounds: 3 }),
  mst: planJoint({ ...order, mechanism: "mst" }),
  fixed: planJoint({
    ...order,
    mechanism: "fixed",
    workload: [
      [names[0]!, names[1]!],
      [names[1]!, names[2]!],
      [names[2]!, names[3]!],
    ],
  }),
};
const NODES = [1, 2, 3].map((n) => `0x${String(n).repeat(40)}` as const);
const charges = (plan: JointPlan) =>
  plan.schedule.length === 0 ? plan.cliques.length : plan.sizes.length + 2 * plan.schedule.length;

/** What the survivors of an attempt agree on, in the words that they would send. */
function mergeSurvivors({ journals }: Attempt, replaced: number): Journal {
  const kept = [0, 1, 2]
    .filter((node) => node !== replaced)
    .map((node) => ({ node, journal: Journal.parse(JSON.parse(JSON.stringify(journals[node]))) }));
  return mergeJournals("7", kept);
}

function succeed({ outcomes }: Attempt): readonly JointResult[] {
  return outcomes.map((outcome) => {
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  });
}

/** All three have one result, a third party finds it to be a legal run, what was kept is in it, and what was charged is paid. */
function checkResumed(
  plan: JointPlan,
  attempts: readonly Attempt[],
  merged: readonly Journal[],
): JointResult {
  const results = succeed(attempts.at(-1)!);
  const transcripts = results.map((result) => result.transcripts);
  const documents = results.map((result) =>
    jointModelOf(plan, result, { chainId: 1, nodes: NODES, transcripts }),
  );
  assert.deepEqual(documents[1], documents[0]);
  assert.deepEqual(documents[2], documents[0]);
  for (const { name, ok, detail } of checkJointModel(documents[0])) assert.ok(ok, `${name}: ${detail}`);
  const [result] = results;
  const { ledger, tables } = result!;
  const spent = ledger.reduce((sum, { picoRho }) => sum + BigInt(picoRho), 0n);
  assert.ok(spent <= plan.rhoMicro * 1_000_000n);
  // Whatever any node was told to charge in any attempt has an entry of its own, and no entry was opened in two attempts.
  const charged = attempts.flatMap((attempt) => [...attempt.charged]);
  assert.equal(new Set(charged).size, charged.length);
  assert.equal(ledger.length, charged.length);
  for (const { opened, charged: own } of attempts) for (const index of opened) assert.ok(own.has(index));
  for (const { index, entry, opened } of merged.at(-1)!.steps) {
    assert.equal(ledger[index]!.what, entry.what);
    assert.equal(ledger[index]!.clique, opened?.clique ?? null);
    if (opened?.kind !== "table") continue;
    const columns = plan.cliques[opened.clique]!.columns;
    const table = tables.find((each) => each.columns.join() === columns.join());
    assert.deepEqual(Array.from(table!.counts), opened.counts);
  }
  return result!;
}

async function resume(plan: JointPlan, failure: Failure, seed = 1): Promise<JointResult> {
  const dealings = dealTables(plan, few);
  const first = await journaledAttempt(plan, dealings, { failure, seed });
  assert.ok(first.outcomes.every(({ status }) => status === "rejected"));
  const merged = mergeSurvivors(first, failure.node);
  const journals = [merged, merged, merged];
  const second = await journaledAttempt(plan, dealings, { journals, seed: seed + 1000 });
  return checkResumed(plan, [first, second], [merged]);
}

for (const mechanism of ["aim", "mst", "fixed"] as const)
  test(`${mechanism}: whenever a node fails, the job ends with another in its place, and what was charged and lost is listed and paid`, async () => {
    const plan = plans[mechanism];
    const whole = succeed(await journaledAttempt(plan, dealTables(plan, few), {}))[0]!;
    assert.equal(whole.ledger.length, charges(plan));
    for (let index = 0; index < charges(plan); index++)
      for (const hook of ["charge", "opened"] as const) {
        const { ledger, leftOut, tables } = await resume(plan, { node: index % 3, index, hook, kept: true });
        const lost = ledger.flatMap(({ clique }, i) => (clique === null ? [i] : []));
        // All have what was opened before. Of what came next the survivors may have a charge, or one of them the value and the charge after it,
        // from before they noticed: a value that one alone has is lost.
        const from = hook === "charge" ? index : index + 1;
        const most = Math.min(2, charges(plan) - from);
        assert.deepEqual(lost, [from, from + 1].slice(0, lost.length), `${hook} ${index}`);
        assert.ok(
          lost.length >= (hook === "charge" ? 1 : 0) && lost.length <= most,
          `${hook} ${index}: ${lost}`,
        );
        const missing = whole.tables.length - tables.length;
        assert.ok(
          missing <= lost.length && (missing > 0 || lost.length === 0),
          `${lost} lost, ${missing} missing`,
        );
        // A fixed workload's last sets are left out by name.
        if (mechanism === "fixed")
          assert.deepEqual(leftOut, [...plan.cliques.keys()].slice(plan.cliques.length - lost.length));
      }
  });

test("nodes that fail again and again, at any time and with any record of it, end with a legal run or with too much lost", async () => {
  const stream = fastStream(keystream(new Uint8Array(32), "failures"));
  let finished = 0;
  for (let run = 0; run < 15; run++) {
    const plan = Object.values(plans)[run % 3]!;
    const dealings = dealTables(plan, few);
    const attempts: Attempt[] = [];
    const merged: Journal[] = [];
    for (let failures = 1 + stream.nextBelow(3); failures >= 0; failures--) {
      const begun = merged.at(-1) ?? { steps: [] };
      const failure: Failure = {
        node: stream.nextBelow(3),
        index: begun.steps.length + stream.nextBelow(4),
        hook: stream.nextBelow(2) === 0 ? "charge" : "opened",
        kept: stream.nextBelow(2) === 0,
      };
      const attempt = await journaledAttempt(plan, dealings, {
        journals: [begun, begun, begun],
        seed: 10 * run + failures,
        ...(failures === 0 ? {} : { failure }),
      });
      attempts.push(attempt);
      if (attempt.outcomes.every(({ status }) => status === "fulfilled")) break;
      // The node that failed comes back with its own record as often as another takes its place.
      merged.push(mergeSurvivors(attempt, stream.nextBelow(2) === 0 ? failure.node : -1));
    }
    const [outcome] = attempts.at(-1)!.outcomes;
    if (outcome!.status === "rejected") {
      assert.ok(outcome!.reason instanceof SymbolonError);
      assert.match(String(outcome!.reason.details.reason), /too many charges were lost/);
    } else {
      checkResumed(plan, attempts, merged.length === 0 ? [{ steps: [] }] : merged);
      finished++;
    }
  }
  assert.ok(finished >= 12, String(finished));
});

test("malicious mode: a job goes on after a node failed between a choice and its table, with another that has the survivors' shares", async () => {
  const plan = plans.aim;
  const dealings = dealTables(plan, few);
  const failure: Failure = { node: 1, index: plan.sizes.length + 1, hook: "charge", kept: true };
  const first = await journaledAttempt(plan, dealings, { mode: "malicious", failure });
  const merged = mergeSurvivors(first, 1);
  const from = (index: 0 | 2) =>
    handOverTables(plan, { index, to: 1, received: receivedBy(plan, dealings, index) });
  const taken = takeOverTables(plan, { job: JOB, index: 1, previous: from(0), next: from(2) });
  const handed = dealings.map((dealing, h) => ({
    ...dealing,
    packages: [dealing.packages[0]!, taken[h]!.package, dealing.packages[2]!],
  }));
  const second = await journaledAttempt(plan, handed, {
    mode: "malicious",
    seed: 2,
    journals: [merged, merged, merged],
  });
  const { ledger } = checkResumed(plan, [first, second], [merged]);
  const [choice, lost, again] = ledger.slice(plan.sizes.length);
  assert.equal(choice!.kind, "choice");
  assert.equal(lost!.clique, null);
  assert.equal(again!.what, lost!.what);
  assert.equal(again!.clique, choice!.clique);
});

/** Journals of two survivors of an attempt that failed in the second round. */
async function twoJournals(): Promise<{ attempt: Attempt; honest: Journal; other: Journal }> {
  const failure: Failure = { node: 2, index: 7, hook: "opened", kept: true };
  const attempt = await journaledAttempt(plans.aim, dealTables(plans.aim, few), { failure });
  const [honest, other] = attempt.journals.map((journal) => structuredClone(journal));
  return { attempt, honest: honest!, other: other! };
}
const merge = (honest: Journal, other: Journal) =>
  mergeJournals("7", [
    { node: 0, journal: honest },
    { node: 1, journal: other },
  ]);
const contradiction = (run: () => unknown) =>
  assert.throws(run, (error) => {
    assert.ok(error instanceof SymbolonError);
    assert.equal(error.code, "E4020");
    assert.match(String(error.details.reason), /nodes 0 and 1 contradict each other/);
    return true;
  });
const changed = (journal: Journal, index: number, change: Partial<JournalStep>): Journal => ({
  ...journal,
  steps: journal.steps.map((step) => (step.index === index ? { ...step, ...change } : step)),
});

test("a survivor that makes up a value, a choice, a price or other inputs is found, and the two are named", async () => {
  const { honest, other } = await twoJournals();
  const table = honest.steps[1]!.opened!;
  assert.ok(table.kind === "table");
  const counts = table.counts.map((count, i) => (i === 0 ? count + 1 : count));
  const choice = honest.steps[4]!.opened!;
  for (const lie of [
    changed(other, 1, { opened: { ...table, counts } }),
    changed(other, 4, { opened: { ...choice, clique: choice.clique === 5 ? 6 : 5 } }),
    changed(other, 3, { entry: { ...honest.steps[3]!.entry, picoRho: "1" } }),
    { ...other, inputs: { ...other.inputs!, accepted: ["11"] } },
  ])
    contradiction(() => merge(honest, lie));
  for (const kept of [[], [{ node: 0, journal: honest }]])
    assert.throws(() => mergeJournals("7", kept), /two nodes are needed/);
  // A node that alone began an attempt before a kill cut it off has charged nothing, and nothing is to be contradicted.
  assert.deepEqual(mergeJournals("7", [{ node: 2, journal: { steps: [] } }]), { steps: [] });
});

test("a survivor that denies what was opened makes it be lost, and cannot have it opened at no charge", async () => {
  const { attempt, honest, other } = await twoJournals();
  const plan = plans.aim;
  const dealings = dealTables(plan, few);
  for (const [lie, kept] of [
    [changed(other, 4, { opened: null }), 4],
    [{ ...other, steps: other.steps.slice(0, 5) }, 5],
  ] as const) {
    const merged = merge(honest, lie);
    assert.equal(merged.steps.length, honest.steps.length);
    assert.deepEqual(merged.steps.slice(0, kept), honest.steps.slice(0, kept));
    assert.ok(merged.steps.slice(kept).every(({ opened }) => opened === null));
    const next = await journaledAttempt(plan, dealings, { seed: 5, journals: [merged, merged, merged] });
    const { ledger } = checkResumed(plan, [attempt, next], [merged]);
    assert.equal(ledger.filter(({ clique }) => clique === null).length, honest.steps.length - kept);
  }
  // Who denies everything leaves nothing of the records to be bound to.
  const nothing = merge(honest, { steps: [] });
  assert.equal(nothing.inputs, undefined);
  assert.ok(nothing.steps.every(({ opened }) => opened === null));
});

test("a journal that one party alone has, of other inputs, or of another plan stops all three before anything is charged", async () => {
  const { honest } = await twoJournals();
  const plan = plans.aim;
  const dealings = dealTables(plan, few);
  const later = changed(honest, 7, { opened: null });
  const stops = async (journals: readonly Journal[], reason: RegExp, dealt = dealings) => {
    const { outcomes, charged } = await journaledAttempt(plan, dealt, { journals });
    assert.equal(charged.size, 0);
    for (const outcome of outcomes) {
      assert.ok(outcome.status === "rejected" && outcome.reason instanceof SymbolonError);
      assert.equal(outcome.reason.code, "E4020");
    }
    const reasons = outcomes.map((outcome) =>
      String((outcome as PromiseRejectedResult).reason.details.reason),
    );
    assert.ok(
      reasons.some((each) => reason.test(each)),
      reasons.join(),
    );
  };
  await stops([honest, honest, later], /what earlier attempts opened/);
  const other = { ...honest, inputs: { ...honest.inputs!, digest: `0x${"0".repeat(64)}` as const } };
  await stops([other, other, other], /other inputs/);
  const cheap = changed(later, 7, { entry: { ...later.steps[7]!.entry, picoRho: "1" } });
  await stops([cheap, cheap, cheap], /charge 8 of the journal/);
  const short = changed(honest, 0, { opened: { kind: "table", clique: 0, counts: [1] } });
  await stops([short, short, short], /charge 1 of the journal/);
  // A hospital whose records were counted is missing now.
  const cut = [
    dealings[0]!,
    { ...dealings[1]!, packages: dealings[1]!.packages.map((bytes) => bytes.slice(1)) },
  ];
  await stops([honest, honest, honest], /dataset 12, which earlier attempts counted/, cut);
});

test("a hospital that was left out at first stays out, though its tables could be used now", async () => {
  const plan = plans.fixed;
  const dealings = dealTables(plan, few);
  const packages = dealings[1]!.packages.map((bytes, node) => (node === 2 ? bytes.slice(1) : bytes));
  const failure: Failure = { node: 2, index: 2, hook: "charge", kept: true };
  const first = await journaledAttempt(plan, [dealings[0]!, { ...dealings[1]!, packages }], { failure });
  const merged = mergeSurvivors(first, 2);
  const second = await journaledAttempt(plan, dealings, { seed: 2, journals: [merged, merged, merged] });
  const { inputs } = checkResumed(plan, [first, second], [merged]);
  assert.deepEqual(inputs.accepted, ["11"]);
  assert.match(inputs.refused[0]!.reason, /node 2/);
});

test("when so much was lost that a column's table cannot be paid, the job ends with that", async () => {
  const plan = plans.fixed;
  const entry = (await twoCharges(plan))[0]!.entry;
  const steps = Array.from({ length: 4 }, (_, index): JournalStep => ({ index, entry, opened: null }));
  const journal = { steps };
  const { outcomes, charged } = await journaledAttempt(plan, dealTables(plan, few), {
    journals: [journal, journal, journal],
  });
  // Seven tables' budget less four lost: three columns of four.
  assert.equal(charged.size, 3);
  for (const outcome of outcomes) {
    assert.ok(outcome.status === "rejected" && outcome.reason instanceof SymbolonError);
    assert.equal(outcome.reason.code, "E4020");
  }
});

async function twoCharges(plan: JointPlan): Promise<readonly JournalStep[]> {
  const failure: Failure = { node: 0, index: 1, hook: "charge", kept: true };
  return (await journaledAttempt(plan, dealTables(plan, few), { failure })).journals[0]!.steps;
}
