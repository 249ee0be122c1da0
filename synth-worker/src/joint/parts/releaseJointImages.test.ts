import assert from "node:assert/strict";
import { test } from "node:test";
import type { ImageShape } from "../../imaging/embedding/embeddingLooks.ts";
import { PrivateImages } from "../../imaging/embedding/privateImages.ts";
import { releaseEmbedding } from "../../imaging/embedding/releaseEmbedding.ts";
import { sampleEmbedding } from "../../imaging/embedding/sampleEmbedding.ts";
import type { ImageSet } from "../../imaging/imageSet.ts";
import { accuracyOf } from "../../imaging/measures/accuracyOf.ts";
import { pickImages } from "../../imaging/pickImages.ts";
import { openTensors } from "../../imaging/tensors/openTensors.ts";
import { madeUpImages } from "../../imaging/test-support/madeUpImages.ts";
import { Accountant } from "../../privacy/accountant.ts";
import { picoRho } from "../../privacy/picoRho.ts";
import { seededEntropy } from "../../random/testOnly.ts";
import { imagesSubject } from "./imagesSubject.ts";
import type { PartsOpener } from "./partsOpener.ts";
import { type PartsPlan, planParts } from "./planParts.ts";
import { releaseJointImages } from "./releaseJointImages.ts";
import { replayOpener } from "./replayOpener.ts";
import { settleParts } from "./test-support/settleParts.ts";

const HOSPITALS = [0, 1, 2];
/** Two images of a patient: the made-up images in pairs. */
const all = { ...madeUpImages(300, 1), subjects: Uint32Array.from({ length: 300 }, (_, i) => i >> 1) };
const { width, height, channels, window, classNames } = all;
const shape: ImageShape = { width, height, channels, window, classNames, maxRecords: 2 };
const hospitals = HOSPITALS.map((h) =>
  pickImages(
    all,
    Array.from({ length: 300 }, (_, i) => i).filter((i) => (i >> 1) % 3 === h),
  ),
);
const planOf = (epsilon: number): PartsPlan =>
  planParts({
    orderId: "10",
    subject: imagesSubject(shape),
    datasetIds: ["1", "2", "3"],
    epsilon,
    delta: 1e-5,
    rhoMicro: 100_000_000n,
    mostPatients: 127,
  });
const run = async (plan: PartsPlan, mode: "malicious" | "semi-honest") => {
  const {
    outcomes,
    hospitals: ends,
    ledgers,
  } = await settleParts(
    plan,
    (opener, h) => releaseJointImages(opener, plan, shape, h === null ? null : hospitals[h]!),
    { mode },
  );
  const results = outcomes.map((outcome) => {
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  });
  for (const end of ends) {
    assert.ok(end.status === "fulfilled");
    assert.deepEqual(end.value, results[0]!.value);
  }
  return { result: results[0]!, ledger: ledgers[0]! };
};
/** What one hospital that had all images would have been charged. */
const centralCharges = (plan: PartsPlan) => {
  const accountant = new Accountant({ rhoMicro: plan.rhoMicro });
  const neighbours = { unit: "patient", maxRecords: 2, relation: "add-remove" } as const;
  const release = releaseEmbedding(
    PrivateImages.open(all, accountant, neighbours, seededEntropy(1)),
    plan.rhoMicro,
  );
  const charges = accountant.log.map(({ what, rho }) => ({ what, picoRho: picoRho(rho).toString() }));
  return { charges, release };
};

/**
 * (opened - exact) / sigma over all numbers of a release, exact sums being those of `images`: the same program, answered with what was
 * opened, says what it would have looked at.
 */
const residual = async (plan: PartsPlan, opened: Parameters<typeof replayOpener>[1], images: ImageSet) => {
  const residuals: number[] = [];
  const replay = replayOpener(plan, opened);
  const watched: PartsOpener = {
    guarantee: false,
    async open(parts, exact) {
      const sums = await replay.open(parts, exact);
      for (const [p, vector] of (await exact()).entries()) {
        const { num, den } = parts[p]!.sigma;
        for (const [cell, value] of vector.entries())
          residuals.push((sums[p]![cell]! - value) / (Number(num) / Number(den)));
      }
      return sums;
    },
  };
  await releaseJointImages(watched, plan, shape, images);
  return {
    mean: residuals.reduce((sum, z) => sum + z * z, 0) / residuals.length,
    largest: Math.max(...residuals.map(Math.abs)),
    numbers: residuals.length,
  };
};

test("three hospitals, malicious mode: the release's ledger is the central one's, and one document at all nodes and hospitals", async () => {
  const plan = planOf(2);
  const { result, ledger } = await run(plan, "malicious");
  assert.deepEqual(
    ledger.map(({ what, picoRho: pico }) => ({ what, picoRho: pico })),
    centralCharges(plan).charges,
  );
  assert.equal(result.value.kernel, null);
  assert.equal(result.value.guarantee, false);
  assert.equal(result.mode, "malicious");
});

test("with a large budget the third look is made, too; sums are those of all images with the noise that was paid for, and both classes are learned", async () => {
  const plan = planOf(10);
  const { result, ledger } = await run(plan, "semi-honest");
  const { charges, release } = centralCharges(plan);
  assert.notEqual(result.value.kernel, null);
  assert.deepEqual(
    ledger.map(({ what, picoRho: pico }) => ({ what, picoRho: pico })),
    charges,
  );
  assert.ok(Math.abs(result.value.kernel!.sigma / release.kernel!.sigma - 1) < 1e-3);
  // Squares of normal numbers: five deviations of their mean, false alarm below 1e-6; six of one number: 1e-5 for all of them.
  const { mean, largest, numbers } = await residual(plan, result, all);
  const spread = 5 * Math.sqrt(2 / numbers);
  assert.equal(numbers, 65 + 2 * 65 + (64 * 65) / 2 + 2 * 1536);
  assert.ok(Math.abs(mean - 1) < spread && largest < 6, `${mean} ${largest}`);
  // The test can fail: without one hospital's images the sums are others.
  const two = pickImages(
    all,
    Array.from({ length: 300 }, (_, i) => i).filter((i) => (i >> 1) % 3 !== 2),
  );
  assert.ok((await residual(plan, result, two)).largest > 6);
  const tensors = await openTensors("wasm");
  const labels = Uint16Array.from({ length: 60 }, (_, i) => i % 2);
  const real = madeUpImages(100, 9);
  const accuracy = accuracyOf(sampleEmbedding(tensors, result.value, labels, new Uint8Array(32)), real);
  assert.ok(accuracy >= 0.85, String(accuracy));
});

test("images of another window or class list are not shared", async () => {
  const plan = planOf(2);
  const opener = { guarantee: false, open: () => Promise.reject(new Error("a look")) };
  for (const other of [
    { ...all, window: { ...all.window, high: 2 } },
    { ...all, classNames: ["lying", "others"] },
  ])
    await assert.rejects(releaseJointImages(opener, plan, shape, other), RangeError);
});
