import assert from "node:assert/strict";
import { test } from "node:test";
import { isPrivateOrder } from "@symbolon/protocol";
import { jointOrderOf, planJoint } from "@symbolon/synth-worker/joint";
import { draftSpec } from "./draftSpec.ts";
import { predictedError } from "./predictedError.ts";
import { DEFAULT_DRAFT, type PurchaseDraft } from "./purchaseDraft.ts";
import { statisticNoise } from "./statisticNoise.ts";
import { sampleDataset, sampleSchema } from "./test-support/sampleDataset.ts";

const buyer = { chainId: 31337, buyerKey: `0x${"ab".repeat(32)}` } as const;
function specOf(change: Partial<PurchaseDraft>, records = 3000) {
  const draft = { ...DEFAULT_DRAFT, datasetIds: ["1"], purposeMask: 16, ...change };
  const spec = draftSpec(draft, [sampleDataset("1", { records })], buyer);
  assert.ok(isPrivateOrder(spec));
  return spec;
}

test("the figure is what noise from coins does to a table: 4,000 draws of the plan's coins differ from it by less than 2 %", () => {
  const spec = specOf({});
  const { oneWayCoins, sizes } = planJoint(jointOrderOf(spec, { orderId: "0", schema: sampleSchema }));
  // A fixed stream (Numerical Recipes' LCG): the test always sees the same draws, so it cannot fail by chance.
  let state = 7n;
  const bits = () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & ((1n << 64n) - 1n);
    return Number(state >> 32n);
  };
  const coinsBeyondHalf = () => {
    let heads = 0;
    for (let left = oneWayCoins; left > 0; left -= 32) {
      let word = bits() & (left >= 32 ? 0xffff_ffff : 2 ** left - 1);
      for (; word !== 0; word &= word - 1) heads++;
    }
    return Math.abs(heads - oneWayCoins / 2);
  };
  const draws = 4000;
  let sum = 0;
  for (let i = 0; i < draws; i++) sum += coinsBeyondHalf();
  const measured = 3000 * 0.8;
  const expected =
    sizes.reduce((total, cells) => total + (cells * sum) / draws / (2 * measured), 0) / sizes.length;
  assert.ok(Math.abs(predictedError(spec, sampleSchema).oneWay / expected - 1) < 0.02);
});

test("more epsilon and more patients predict less error, and a column of more bins more of it", () => {
  const at = (epsilon: number, records = 3000) => predictedError(specOf({ epsilon }, records), sampleSchema);
  assert.ok(at(4).oneWay < at(1).oneWay && at(1).oneWay < at(0.5).oneWay);
  assert.ok(Math.abs(at(1, 3000).oneWay / at(1, 30_000).oneWay / 10 - 1) < 0.5, "about as patients grow");
  const { worst, oneWay, wider } = at(1);
  assert.ok(worst.error >= oneWay && wider !== null && wider.error > oneWay);
});

test("fixed tables share the budget with the single ones: fewer of them are sharper", () => {
  const fixed = (sets: readonly (readonly string[])[]) =>
    predictedError(
      specOf({ contents: { ...DEFAULT_DRAFT.contents, engine: "fixed", outcome: "#named", sets } }),
      sampleSchema,
    );
  const few = fixed([["age", "grade"]]);
  const many = fixed([
    ["age", "grade"],
    ["age", "event"],
    ["days", "grade"],
    ["days", "event"],
  ]);
  assert.deepEqual([few.wider!.tables, many.wider!.tables], [1, 4]);
  assert.ok(few.oneWay < many.oneWay);
});

test("a private statistic's noise is of its own budget; an aggregate has none", () => {
  const release = { kind: "private", epsilon: 1, delta: 1e-6 } as const;
  const table = { statistic: "table", by: [] } as const;
  // sigma^2 = 1 / (2 rho), and half of it from each of three nodes: 1.5 / (2 * 0.02).
  const noise = statisticNoise({ request: { ...table, by: [] }, release, rhoMicro: "20000" })!;
  assert.deepEqual([noise.unit, noise.deviation.toFixed(6)], ["patients", Math.sqrt(37.5).toFixed(6)]);
  const quantiles = {
    statistic: "quantiles",
    column: "age",
    min: 0,
    max: 64,
    step: 1,
    probabilities: [0.5],
  } as const;
  const rounds = statisticNoise({
    request: { ...quantiles, probabilities: [0.5] },
    release,
    rhoMicro: "20000",
  })!;
  assert.equal(
    rounds.deviation.toFixed(6),
    Math.sqrt(37.5 * 7).toFixed(6),
    "seven rounds for places 0 to 64",
  );
  const aggregate = { kind: "aggregate", minRecords: 30, minCell: 10, minHospitals: 3 } as const;
  assert.equal(statisticNoise({ request: { ...table, by: [] }, release: aggregate, rhoMicro: "1" }), null);
});
