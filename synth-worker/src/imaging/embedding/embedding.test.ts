import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { Accountant } from "../../privacy/accountant.ts";
import { gdpRhoMicroFor } from "../../privacy/gdpRhoMicroFor.ts";
import type { Neighbours } from "../../privacy/neighbours.ts";
import { seededEntropy } from "../../random/testOnly.ts";
import { accuracyOf } from "../measures/accuracyOf.ts";
import { pickImages } from "../pickImages.ts";
import { openTensors } from "../tensors/openTensors.ts";
import { madeUpImages } from "../test-support/madeUpImages.ts";
import { centreEmbedding } from "./centreEmbedding.ts";
import { embeddingSums, UNITS } from "./embeddingSums.ts";
import { kernelEmbedding } from "./kernelEmbedding.ts";
import { momentEmbedding } from "./momentEmbedding.ts";
import { PrivateImages } from "./privateImages.ts";
import { releaseEmbedding } from "./releaseEmbedding.ts";
import { sampleEmbedding } from "./sampleEmbedding.ts";
import { workingGrid } from "./workingGrid.ts";

const tensors = await openTensors("wasm");
const grid = workingGrid(8, 8, 1);
const embeddings = {
  centre: centreEmbedding(grid),
  moments: momentEmbedding(grid, new Float64Array(64).fill(0.2)),
  kernel: kernelEmbedding(grid),
};
const onePatient: Neighbours = { unit: "patient", maxRecords: 1, relation: "add-remove" };
const release = (count: number, epsilon: number) => {
  const rhoMicro = gdpRhoMicroFor(epsilon, 1e-5);
  const accountant = new Accountant({ rhoMicro });
  const images = PrivateImages.open(madeUpImages(count, 1), accountant, onePatient, seededEntropy(1));
  return { accountant, rhoMicro, release: releaseEmbedding(images, rhoMicro) };
};

describe("the sums of embeddings", () => {
  test("move by at most the images per patient when a patient is added, whatever the images are", () => {
    const images = madeUpImages(40, 2);
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(embeddings)),
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.constantFrom(0, 0.5, 1), { minLength: 64, maxLength: 64 }),
        fc.boolean(),
        (embedding, most, extreme, oneClass) => {
          const pixels = images.pixels.slice();
          for (let i = 0; i < 20; i++) pixels.set(extreme, i * 64);
          const subjects = Uint32Array.from(images.subjects, (_, i) => (i < 20 ? 7 : 100 + i));
          const labels = oneClass ? new Uint16Array(40) : images.labels;
          const all = { ...images, pixels, subjects, labels };
          const without = pickImages(
            all,
            Array.from({ length: 20 }, (_, i) => 20 + i),
          );
          const a = embeddingSums(all, embedding, most);
          const b = embeddingSums(without, embedding, most);
          const moved = Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0));
          assert.ok(moved <= most * UNITS, `${moved / UNITS} for ${most} images`);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("come near to that bound, so that a larger claim would be noticed", () => {
    const images = madeUpImages(3, 3);
    const own = { ...images, subjects: new Uint32Array(3), labels: new Uint16Array(3) };
    own.pixels.copyWithin(64, 0, 64);
    own.pixels.copyWithin(128, 0, 64);
    const moved = Math.sqrt(
      embeddingSums(own, embeddings.kernel, 3).reduce((sum, value) => sum + value * value, 0),
    );
    assert.ok(moved > 2.99 * UNITS);
  });

  test("shorten what an embedding writes beyond length 1, so that no embedding has to be trusted with the bound", () => {
    const long = {
      classDimensions: 2,
      commonDimensions: 1,
      write: (_: Float32Array, out: Float64Array) => void out.set([3, 4, 12]),
    };
    const sums = embeddingSums(madeUpImages(1, 3), long, 1);
    const length = Math.sqrt(sums.reduce((sum, value) => sum + value * value, 0));
    assert.ok(length <= UNITS && length > 0.999 * UNITS, String(length / UNITS));
  });

  test("are refused of a label that has no class: its block would be the next one's, or the common one", () => {
    const images = { ...madeUpImages(3, 3), labels: Uint16Array.of(0, 1, 2) };
    for (const embedding of Object.values(embeddings))
      assert.throws(() => embeddingSums(images, embedding, 1), RangeError);
  });

  test("of three hospitals add up to those of all their images", () => {
    const all = madeUpImages(90, 4);
    for (const embedding of Object.values(embeddings)) {
      const whole = embeddingSums(all, embedding, 1);
      const parts = [0, 1, 2].map((hospital) =>
        embeddingSums(
          pickImages(
            all,
            Array.from({ length: 30 }, (_, i) => 3 * i + hospital),
          ),
          embedding,
          1,
        ),
      );
      assert.deepEqual(
        parts[0]!.map((value, i) => value + parts[1]![i]! + parts[2]![i]!),
        whole,
      );
      assert.ok(whole.every(Number.isSafeInteger));
    }
  });
});

describe("the private release of images", () => {
  test("spends its budget, no more, and refuses a look beyond it before looking", () => {
    const { accountant, rhoMicro } = release(60, 1);
    assert.ok(accountant.spentRhoMicro <= rhoMicro && accountant.spentRhoMicro > (rhoMicro * 99n) / 100n);
    assert.ok(accountant.allGaussian && accountant.epsilon(1e-5) <= 1);
    const images = PrivateImages.open(
      madeUpImages(10, 1),
      new Accountant({ rhoMicro: 10n }),
      onePatient,
      seededEntropy(1),
    );
    let looked = 0;
    const watched = { ...embeddings.centre, write: () => looked++ };
    assert.throws(() => images.measure("too much", watched, { num: 1n, den: 1n }), { code: "E3009" });
    assert.equal(looked, 0);
  });

  test("shows nothing of the images but their sizes", () => {
    const images = PrivateImages.open(
      madeUpImages(10, 1),
      new Accountant({ rhoMicro: 10n }),
      onePatient,
      seededEntropy(1),
    );
    const shown = JSON.parse(JSON.stringify(images));
    assert.deepEqual(Object.keys(shown).sort(), ["classNames", "guarantee", "height", "neighbours", "width"]);
    assert.equal(shown.guarantee, false);
    assert.throws(
      () =>
        PrivateImages.open(
          { ...madeUpImages(4, 1), subjects: new Uint32Array(0) },
          new Accountant({ rhoMicro: 1n }),
          onePatient,
          seededEntropy(1),
        ),
      RangeError,
    );
  });

  test("noise has the deviation that was paid for (false alarm below 1e-6)", () => {
    const images = madeUpImages(20, 5);
    const accountant = new Accountant({ rhoMicro: 1_000_000n });
    const open = PrivateImages.open(images, accountant, { ...onePatient, maxRecords: 2 }, seededEntropy(2));
    const { sums, sigma } = open.measure("kernel", embeddings.kernel, { num: 1n, den: 2n });
    // rho = sensitivity^2 / (2 sigma^2) with sensitivity 2.
    assert.ok(Math.abs(sigma - 2) < 1e-6);
    const exact = embeddingSums(images, embeddings.kernel, 2);
    const ratio =
      sums.reduce((sum, value, i) => sum + ((value - exact[i]! / UNITS) / sigma) ** 2, 0) / sums.length;
    // 3,072 squares of normal numbers: deviation of the mean .0255.
    assert.ok(Math.abs(ratio - 1) < 5 * 0.0255, `${ratio}`);
  });

  test("gives images from which both classes are learned, and from too little budget none", () => {
    const labels = Uint16Array.from({ length: 200 }, (_, i) => i % 2);
    const real = madeUpImages(100, 9);
    const { release: good } = release(300, 2);
    assert.equal(good.kernel, null);
    const made = sampleEmbedding(tensors, good, labels, new Uint8Array(32));
    assert.ok(accuracyOf(made, real) >= 0.8);
    assert.deepEqual(sampleEmbedding(tensors, good, labels, new Uint8Array(32)).pixels, made.pixels);
    const poor = sampleEmbedding(tensors, release(20, 0.01).release, labels, new Uint8Array(32));
    assert.ok(accuracyOf(poor, real) < 0.65);
  });

  test("adds mean embeddings where many images or a large budget make them worth their noise", () => {
    const { release: rich } = release(300, 10);
    assert.notEqual(rich.kernel, null);
    const made = sampleEmbedding(
      tensors,
      rich,
      Uint16Array.from({ length: 60 }, (_, i) => i % 2),
      new Uint8Array(32),
    );
    assert.ok(accuracyOf(made, madeUpImages(100, 9)) >= 0.9);
  });
});
