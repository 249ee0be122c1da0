import { embeddingLooks, type ImageShape } from "../../imaging/embedding/embeddingLooks.ts";
import type { EmbeddingRelease } from "../../imaging/embedding/embeddingRelease.ts";
import { embeddingSums, UNITS } from "../../imaging/embedding/embeddingSums.ts";
import type { ImageSet } from "../../imaging/imageSet.ts";
import { sigmaForRho } from "../../privacy/sigmaForRho.ts";
import { imagesSubject } from "./imagesSubject.ts";
import type { MeasuredPart } from "./measuredPart.ts";
import { partShape } from "./partShape.ts";
import type { PartsOpener } from "./partsOpener.ts";
import type { PartsPlan } from "./planParts.ts";

/**
 * The private release of images (releaseEmbedding) from the noisy sums of several hospitals' embeddings: the program of a node and of
 * anybody who has the openings (`images` null), and of a hospital (its own images). *Claim.* One patient of any hospital moves the vector
 * of a look by maxRecords x UNITS at most in Euclidean length, and the looks' costs add up to the plan's budget. *Why.* embeddingSums; sums
 * are whole numbers, so those of hospitals add up. *Test.* releaseJointImages.test.ts. Throws RangeError for images of another shape.
 */
export async function releaseJointImages(
  opener: PartsOpener,
  plan: PartsPlan,
  shape: ImageShape,
  images: ImageSet | null = null,
): Promise<EmbeddingRelease> {
  const { width, height, channels, window, classNames, maxRecords } = shape;
  if (images !== null && imagesSubject({ ...images, maxRecords }) !== imagesSubject(shape))
    throw new RangeError("the images have another size, window or other classes than the order");
  const reach = BigInt(maxRecords) * BigInt(UNITS);
  const looks = embeddingLooks(shape, plan.rhoMicro);
  let step = looks.next();
  while (!step.done) {
    const { what, embedding, rho } = step.value;
    const part: MeasuredPart = {
      what,
      cells: classNames.length * embedding.classDimensions + embedding.commonDimensions,
      squaredSensitivity: reach * reach,
      most: Number(reach),
      signed: true,
      sigma: sigmaForRho(rho, reach * reach),
    };
    const [sums] = await opener.open([part], () =>
      Promise.resolve(images === null ? [] : [embeddingSums(images, embedding, maxRecords)]),
    );
    const { sigma, scale } = partShape(plan, part);
    step = looks.next({ sums: sums!.map((sum) => sum / UNITS), sigma: sigma / scale / UNITS });
  }
  return { width, height, channels, window, classNames, guarantee: opener.guarantee, ...step.value };
}
