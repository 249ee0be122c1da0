import type { Rational } from "../../math/rational.ts";
import type { Accountant } from "../../privacy/accountant.ts";
import { gaussianCost } from "../../privacy/gaussianCost.ts";
import type { Neighbours } from "../../privacy/neighbours.ts";
import { sigmaForRho } from "../../privacy/sigmaForRho.ts";
import type { EntropySource } from "../../random/entropySource.ts";
import { fillRoundedGaussian } from "../../random/fillRoundedGaussian.ts";
import type { ImageSet } from "../imageSet.ts";
import { embeddingSums, UNITS } from "./embeddingSums.ts";
import type { ImageEmbedding } from "./imageEmbedding.ts";

/** Noisy sums in units of 1 (not of UNITS), laid out as embeddingSums says, and the noise's standard deviation per number. */
export type NoisySums = { readonly sums: Float64Array; readonly sigma: number };

/**
 * Real images, of which only noisy sums of embeddings can be had: `measure` charges the accountant, and only then looks. There is no other way to the
 * images. Noise is round(sigma Z) on whole numbers, so every look is exactly a Gaussian mechanism (docs/proofs/rounded-gaussian.md).
 */
export class PrivateImages {
  /** Public: size, classes, who is protected, and whether the noise protects anybody. */
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly window: ImageSet["window"];
  readonly classNames: readonly string[];
  readonly neighbours: Neighbours;
  readonly guarantee: boolean;
  readonly #images: ImageSet;
  readonly #accountant: Accountant;
  readonly #entropy: EntropySource;

  private constructor(
    images: ImageSet,
    accountant: Accountant,
    neighbours: Neighbours,
    entropy: EntropySource,
  ) {
    this.width = images.width;
    this.height = images.height;
    this.channels = images.channels;
    this.window = Object.freeze({ ...images.window });
    this.classNames = Object.freeze([...images.classNames]);
    this.neighbours = Object.freeze({ ...neighbours });
    this.guarantee = entropy.guarantee;
    this.#images = images;
    this.#accountant = accountant;
    this.#entropy = entropy;
    Object.freeze(this);
  }

  /** Closes `images` in; `neighbours.maxRecords` is the most images of a patient that count. Throws RangeError when images have no patient or label. */
  static open(
    images: ImageSet,
    accountant: Accountant,
    neighbours: Neighbours,
    entropy: EntropySource,
  ): PrivateImages {
    const { maxRecords } = neighbours;
    if (!Number.isInteger(maxRecords) || maxRecords < 1 || maxRecords > 10_000)
      throw new RangeError("the images per patient must be a whole number from 1 to 10,000");
    if (images.subjects.length !== images.count || images.labels.length !== images.count)
      throw new RangeError("every image needs its patient and its class");
    return new PrivateImages(images, accountant, neighbours, entropy);
  }

  /** Noisy sums of an embedding at a cost of at most `rho`. Throws E3009 before any look when the budget does not cover it. */
  measure(what: string, embedding: ImageEmbedding, rho: Rational): NoisySums {
    const { maxRecords, relation } = this.neighbours;
    // Exchange: one patient's vector goes and another's comes, each no longer than maxRecords.
    const reach = BigInt(maxRecords) * BigInt(UNITS) * (relation === "replace" ? 2n : 1n);
    const sigma = sigmaForRho(rho, reach * reach);
    this.#accountant.charge([{ what, rho: gaussianCost(reach * reach, sigma), sigma }]);
    const sums = embeddingSums(this.#images, embedding, maxRecords);
    const noise = new Float64Array(sums.length);
    fillRoundedGaussian(noise, sigma, this.#entropy);
    for (let i = 0; i < sums.length; i++) sums[i] = (sums[i]! + noise[i]!) / UNITS;
    return { sums, sigma: Number(sigma.num) / Number(sigma.den) / UNITS };
  }

  /** What may be printed. */
  toJSON(): {
    width: number;
    height: number;
    classNames: readonly string[];
    neighbours: Neighbours;
    guarantee: boolean;
  } {
    const { width, height, classNames, neighbours, guarantee } = this;
    return { width, height, classNames, neighbours, guarantee };
  }
}
