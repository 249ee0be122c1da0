import assert from "node:assert/strict";
import { test } from "node:test";
import { measuredPairs } from "@symbolon/synth-worker/mpc";
import { checkTables } from "./checkTables.ts";
import { judgeVertical } from "./judgeVertical.ts";
import { madeUpHospital } from "./madeUpHospital.ts";
import { runVertical } from "./runVertical.ts";
import { ATTRIBUTES, LEVELS, type VerticalCase, verticalJob } from "./verticalCase.ts";

const small: VerticalCase = { patients: 40, tokens: "joined", delayMs: 0 };

test("five processes join two hospitals and open the tables that plain counting gives, but for noise", async () => {
  const figures = await runVertical(small);
  assert.ok(figures.largestError > 0 && figures.largestError <= 6);
  assert.deepEqual(
    figures.stages.map(({ stage }) => stage.split(" ")[0]),
    ["hospital", "node", "hospital", "hospital", "node", "node"],
  );
  // 32 bytes an identifier and 8 of header; the answer to both lists has a proof of 64 bytes each.
  assert.deepEqual([figures.listBytes, figures.answerBytes], [8 + 32 * 40, 2 * (8 + 32 * 40 + 64)]);
});

test("made-up tokens join the same patients", async () => {
  const figures = await runVertical({ ...small, tokens: "made up", delayMs: 1 });
  assert.deepEqual([figures.listBytes, figures.answerBytes], [0, 0]);
  const measuring = figures.stages.at(-1)!;
  assert.ok(
    measuring.wallMs >= figures.rounds,
    `${measuring.wallMs} ms for ${figures.rounds} rounds of 1 ms`,
  );
});

test("nine in ten patients are at both hospitals, in another order", () => {
  const [first, second] = ATTRIBUTES.map((_, holder) => madeUpHospital({ ...small, patients: 100 }, holder));
  const atSecond = new Set(second!.patients);
  const common = first!.patients.filter((patient) => atSecond.has(patient));
  assert.deepEqual([common.length, first!.patients.length, second!.patients.length], [90, 100, 100]);
  assert.ok(first!.patients[0]! < first!.patients[1]! && second!.patients[0]! > second!.patients[1]!);
});

test("wrong tables are found: other counts at one node, and counts that no noise explains", () => {
  const zeros = (count = 0) =>
    measuredPairs(verticalJob).map((pair) => ({
      ...pair,
      counts: new Array<number>(LEVELS ** 2).fill(count),
    }));
  assert.ok(checkTables(small, [zeros(), zeros(), zeros()]) < 6);
  assert.throws(() => checkTables(small, [zeros(), zeros(1), zeros()]), /differ/);
  assert.throws(() => checkTables(small, [zeros(300), zeros(300), zeros(300)]), /standard deviations/);
});

test("bars are judged for 100,000 patients without delay, over what the nodes do after the join, and can be missed", () => {
  const stages = [
    { stage: "hospital blinds", wallMs: 90_000, cpuMs: 90_000 },
    { stage: "node evaluates both lists", wallMs: 90_000, cpuMs: 90_000 },
    { stage: "node unseals, expands", wallMs: 20_000, cpuMs: 6_000 },
    { stage: "node joins, multiplies, opens", wallMs: 30_000, cpuMs: 5_000 },
  ];
  const figures = {
    stages,
    listBytes: 0,
    answerBytes: 0,
    packageBytes: 0,
    frameBytes: 0,
    wireBytes: 0,
    rounds: 0,
    nodePeakBytes: 0,
    hospitalPeakBytes: 0,
    largestError: 0,
  };
  const judge = (change: Partial<VerticalCase>) =>
    judgeVertical([{ asked: { ...small, patients: 100_000, ...change }, figures }]).map(({ value, met }) => [
      value,
      met,
    ]);
  assert.deepEqual(judge({}), [
    [11, false],
    [50, true],
  ]);
  assert.deepEqual(judge({ delayMs: 30 }), []);
  assert.deepEqual(judge({ patients: 5_000 }), []);
});
