import type { ImageSet } from "../imageSet.ts";
import { pickImages } from "../pickImages.ts";
import type { Tensors } from "../tensors/openTensors.ts";
import { embeddingSpace, type GateSpace, pixelSpace, type UnitRows } from "./gateViews.ts";
import { lowestExpected } from "./lowestExpected.ts";
import type { Nearness } from "./nearness.ts";
import { refinement } from "./refinement.ts";
import { smallest } from "./smallest.ts";
import { viewDistances } from "./viewDistances.ts";

/** What the gate says of each image: suspected or not, how near it is (below 1: nearer than the gate allows), and to which training image. */
export type GateVerdict = { readonly suspected: boolean; readonly score: number; readonly nearest: number };

/** Images compared with all training images at a time. */
const ROWS = 256;
/** Share of real images that each of the two comparisons may suspect. */
const FALSE_ALARM = 0.004;
/** Training images that are looked at between the views, too: so many of the nearest, and of those relatively nearest. */
const NEAREST = 8;
const RELATIVELY_NEAREST = 2;

/**
 * Compares images with every training image, in pixels and in an embedding, in every view that a copy may take (mirrored, enlarged, moved; brightness, contrast
 * and a little noise do not matter). What counts is relative nearness: the distance to a training image divided by that image's distance to the nearest image of
 * another patient. The limit is what the 0.4 % of real images reach that lie nearest, in this sense, to an image of another patient (lowestExpected, also of few
 * images), so about 1 % of real images are suspected (protocols of Dar et al., arXiv 2402.01054, with the null taken from the hospital's own patients).
 *
 * Sees training images: it runs where they are, and its verdicts on single images stay there. Throws RangeError for fewer than three patients.
 */
export function copyGate(tensors: Tensors, training: ImageSet): (images: ImageSet) => GateVerdict[] {
  if (new Set(training.subjects).size < 3)
    throw new RangeError("the copy gate needs images of three patients or more");
  const parts = [pixelSpace(), embeddingSpace(training)].map((space) => comparison(tensors, space, training));
  return (images) => {
    const out: GateVerdict[] = [];
    for (let from = 0; from < images.count; from += ROWS) {
      const count = Math.min(ROWS, images.count - from);
      const some = pickImages(
        images,
        Array.from({ length: count }, (_, i) => from + i),
      );
      const [pixels, embedded] = parts.map((compare) => compare(some));
      pixels!.forEach((own, i) => {
        const other = embedded![i]!;
        const { score, nearest } = own.score <= other.score ? own : other;
        out.push({ suspected: score < 1, score, nearest });
      });
    }
    return out;
  };
}

/** Relative nearness in one space, in units of its limit. */
function comparison(
  tensors: Tensors,
  space: GateSpace,
  training: ImageSet,
): (images: ImageSet) => Nearness[] {
  const views = space.views(training);
  const plain = space.plain(training);
  const between = viewDistances(tensors, plain, views);
  const { subjects, count } = training;
  const own = neighbourhoods(between, subjects);
  const refine = refinement(space, training, views);
  /** The smallest distance / reach of row i; columns with reach 0 do not count. */
  const nearnessOf = (
    images: ImageSet,
    shown: UnitRows,
    distances: Float32Array,
    i: number,
    reach: (t: number) => number,
  ): Nearness => {
    const row = distances.subarray(i * count, (i + 1) * count);
    const relative = row.map((distance, t) => {
      const unit = reach(t);
      return unit === 0 ? Number.POSITIVE_INFINITY : distance / unit;
    });
    if (refine === undefined) {
      const nearest = smallest(relative, 1)[0]!;
      return { score: relative[nearest]!, nearest };
    }
    const absolute = row.map((distance, t) =>
      Number.isFinite(relative[t]) ? distance : Number.POSITIVE_INFINITY,
    );
    const candidates = new Set([...smallest(absolute, NEAREST), ...smallest(relative, RELATIVELY_NEAREST)]);
    return refine(images, shown, i, [...candidates], reach);
  };
  const real = Float64Array.from({ length: count }, (_, i) => {
    const reach = (t: number): number => {
      if (subjects[t] === subjects[i]) return 0;
      return (own.first[t]!.subject === subjects[i] ? own.second[t]! : own.first[t]!).distance + 1e-6;
    };
    return nearnessOf(training, plain, between, i, reach).score;
  });
  const limit = Math.max(1e-3, lowestExpected(real, FALSE_ALARM, new Set(subjects).size));
  return (images) => {
    const shown = space.plain(images);
    const distances = viewDistances(tensors, shown, views);
    const reach = (t: number): number => own.first[t]!.distance + 1e-6;
    return Array.from({ length: images.count }, (_, i) => {
      const near = nearnessOf(images, shown, distances, i, reach);
      return { ...near, score: near.score / limit };
    });
  };
}

type Neighbour = { readonly distance: number; readonly subject: number };

/** For every training image the nearest image of another patient, and the nearest of yet another patient. */
function neighbourhoods(
  between: Float32Array,
  subjects: Uint32Array,
): { first: Neighbour[]; second: Neighbour[] } {
  const n = subjects.length;
  const far: Neighbour = { distance: 2, subject: -1 };
  const first = new Array<Neighbour>(n).fill(far);
  const second = new Array<Neighbour>(n).fill(far);
  for (let i = 0; i < n; i++) {
    for (let t = 0; t < n; t++) {
      const subject = subjects[i]!;
      if (subject === subjects[t]) continue;
      const distance = between[i * n + t]!;
      if (distance < first[t]!.distance) {
        if (first[t]!.subject !== subject) second[t] = first[t]!;
        first[t] = { distance, subject };
      } else if (subject !== first[t]!.subject && distance < second[t]!.distance) {
        second[t] = { distance, subject };
      }
    }
  }
  return { first, second };
}
