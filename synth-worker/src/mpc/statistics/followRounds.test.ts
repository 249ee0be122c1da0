import assert from "node:assert/strict";
import { test } from "node:test";
import type { StatisticFigures, StatisticsTranscript } from "@symbolon/protocol";
import type { MixedTable } from "../../math/mixedTable.ts";
import { toFixedPoint } from "./fixedPoint.ts";
import { followRounds } from "./followRounds.ts";
import { limitFaults } from "./limitFaults.ts";
import { sumOfRound } from "./sumOfRound.ts";
import { runStatistic, testJob } from "./test-support/runStatistic.ts";
import { PRIVATE, specOf } from "./test-support/specOf.ts";
import { transcriptRound } from "./transcriptRound.ts";
import { transcriptSums } from "./transcriptSums.ts";

const sites: MixedTable[] = [40, 50, 60].map((rows) => ({
  rows,
  columns: [
    { name: "x", kind: "number", decimals: 0, values: Float64Array.from({ length: rows }, (_, i) => i) },
    {
      name: "g",
      kind: "category",
      levels: ["a", "b"],
      codes: Int32Array.from({ length: rows }, (_, i) => Number(i % 20 === 0)),
    },
  ],
}));
const table = { statistic: "table", by: [{ column: "g", levels: ["a", "b"] }] };
const quantiles = { statistic: "quantiles", column: "x", min: 0, max: 64, step: 1, probabilities: [0.5] };

test("whoever has order and sums finds every plan again, and the result; other sums give other plans", () => {
  const spec = specOf(quantiles, 3);
  const job = testJob(spec);
  const { rounds, end } = runStatistic(spec, sites);
  const sums = rounds.map(({ plan, sums }) => toFixedPoint(sums, plan.fractionBits));
  const stand = followRounds(spec, job, sums);
  assert.deepEqual(stand.step, end);
  stand.rounds.forEach(({ plan, sum }, round) => {
    assert.deepEqual(plan, rounds[round]!.plan);
    assert.equal(sum.orderId, sumOfRound(job, round, rounds[round]!.plan).orderId);
  });
  const others = sums.slice(0, 2).map((each) => each.map((count) => count));
  // Most records are in the other half now.
  others[1]![0]! -= 90n;
  assert.notDeepEqual(followRounds(spec, job, others).step, followRounds(spec, job, sums.slice(0, 2)).step);
});

test("sums after the end and sums of another length are refused", () => {
  const spec = specOf(table, 3);
  const sums = runStatistic(spec, sites).rounds.map(({ sums }) => toFixedPoint(sums, 0));
  const job = testJob(spec);
  assert.throws(() => followRounds(spec, job, [...sums, sums[0]!]), /after the last round/);
  assert.throws(() => followRounds(spec, job, [sums[0]!.slice(1)]), /another length/);
});

test("another claim has other sums: a share of one is of no use in the other", () => {
  const spec = specOf(table, 3);
  const [first] = followRounds(spec, testJob(spec), []).rounds;
  const [second] = followRounds(spec, { ...testJob(spec), claim: "fedcba9876543210" }, []).rounds;
  assert.notEqual(first!.sum.orderId, second!.sum.orderId);
});

test("a private transcript gives the result again; a changed opening, digest or order does not", () => {
  const spec = specOf(table, 3, PRIVATE);
  const job = testJob(spec);
  const { rounds, end } = runStatistic(spec, sites);
  const transcript: StatisticsTranscript = {
    format: "symbolon-statistics-transcript/1",
    ...job,
    datasetIds: [...job.datasetIds],
    nodes: [...job.nodes] as `0x${string}`[],
    rounds: rounds.map(({ plan, session }) => transcriptRound(plan.what, session, spec.release)),
  };
  assert.deepEqual(transcriptSums(spec, transcript).step, end);
  const [round] = transcript.rounds;
  const { opened } = round!;
  const partial = opened!.openings[0]!.partial;
  const flipped = `${partial.slice(0, 2)}${partial[2] === "0" ? "1" : "0"}${partial.slice(3)}` as const;
  const openings = opened!.openings.map((each, i) =>
    i === 0 ? { ...each, partial: flipped as `0x${string}` } : each,
  );
  const changed = (change: object) => ({ ...transcript, rounds: [{ ...round!, ...change }] });
  assert.throws(() => transcriptSums(spec, changed({ opened: { ...opened!, openings } })), { code: "E4003" });
  assert.throws(() => transcriptSums(spec, changed({ commitDigest: round!.transcriptDigest })), {
    code: "E7005",
  });
  assert.throws(() => transcriptSums(spec, changed({ opened: null })), { code: "E1006" });
  assert.throws(() => transcriptSums(spec, { ...transcript, claim: "fedcba9876543210" }), { code: "E4003" });
});

test("figures below an aggregate's limits are named; those that are suppressed or private are not", () => {
  const spec = specOf(table, 3);
  const { end } = runStatistic(spec, sites);
  assert.ok(end.step === "released");
  const figures = end.result as StatisticFigures;
  assert.ok(figures.statistic === "table");
  assert.deepEqual(limitFaults(spec, figures), []);
  assert.deepEqual(limitFaults(spec, { ...figures, counts: [9, null] }), ["a small count is shown"]);
  assert.deepEqual(limitFaults({ ...spec, datasetIds: ["1"] }, figures), ["there are too few hospitals"]);
  const secret = runStatistic(specOf(table, 3, PRIVATE), sites).end;
  assert.ok(secret.step === "released");
  assert.deepEqual(limitFaults(specOf(table, 3, PRIVATE), secret.result as StatisticFigures), []);
  assert.equal(limitFaults(spec, secret.result as StatisticFigures).length, 1);
});
