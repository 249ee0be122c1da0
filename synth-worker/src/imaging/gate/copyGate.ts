import type { ImageSet } from "../imageSet.ts";
import { pickImages } from "../pickImages.ts";
import type { Tensors } from "../tensors/openTensors.ts";
import { embeddingSpace, type GateSpace, pixelSpace } from "./gateViews.ts";
import { refinement } from "./refinement.ts";
import { viewDistances } from "./viewDistances.ts";

/** What the gate says of each image: suspected or not, how near it is (below 1: nearer than the gate allows), and to which training image. */
export type GateVerdict = { readonly suspected: boolean; readonly score: number; readonly nearest: number };

/** Images compared with all training images at a time. */
const ROWS = 256;
/** Share of real images that each of the two comparisons may suspect. */
const FALSE_ALARM = 0.004;
/** Training images that are looked at between the views, too. */
const CANDIDATES = 3;

/**
 * Compares images with every training image, in pixels and in an embedding, in every view that a copy may take (mirrored, enlarged, moved; brightness, contrast
 * and a little noise do not matter). What counts is relative nearness: the distance to a training image divided by that image's distance to the nearest image of
 * another patient. The limit is what the 0.4 % of real images reach that lie nearest, in this sense, to an image of another patient, so about 1 % of real
 * images are suspected (protocols of Dar et al., arXiv 2402.01054, with the null taken from the hospital's own patients).
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

type Nearness = { readonly score: number; readonly nearest: number };

/** Relative nearness in one space, in units of its limit. */
function comparison(
  tensors: Tensors,
  space: GateSpace,
  training: ImageSet,
): (images: ImageSet) => Nearness[] {
  const views = space.views(training);
  const between = viewDistances(tensors, space.plain(training), views);
  const { subjects, count } = training;
  const own = neighbourhoods(between, subjects);
  const refine = refinement(space, training, views);
  const plain = space.plain(training);
  const real = Float64Array.from({ length: count }, (_, i) => {
    const reach = (t: number): number => {
      if (subjects[t] === subjects[i]) return 0;
      return (own.first[t]!.subject === subjects[i] ? own.second[t]! : own.first[t]!).distance + 1e-6;
    };
    return nearnessOf(between, i, count, reach, (t) => refine(plain, i, t)).score;
  }).sort();
  const limit = Math.max(1e-3, real[Math.floor(FALSE_ALARM * count)]!);
  return (images) => {
    const shown = space.plain(images);
    const distances = viewDistances(tensors, shown, views);
    const reach = (t: number): number => own.first[t]!.distance + 1e-6;
    return Array.from({ length: images.count }, (_, i) => {
      const near = nearnessOf(distances, i, count, reach, (t) => refine(shown, i, t));
      return { ...near, score: near.score / limit };
    });
  };
}

/** The smallest distance / reach along row i, the nearest few looked at again; columns with reach 0 do not count. */
function nearnessOf(
  distances: Float32Array,
  i: number,
  columns: number,
  reach: (column: number) => number,
  again: (column: number) => number,
): Nearness {
  const best: Nearness[] = [];
  for (let t = 0; t < columns; t++) {
    const limit = reach(t);
    if (limit === 0) continue;
    const score = distances[i * columns + t]! / limit;
    if (best.length === CANDIDATES && score >= best.at(-1)!.score) continue;
    best.push({ score, nearest: t });
    best.sort((a, b) => a.score - b.score);
    best.length = Math.min(best.length, CANDIDATES);
  }
  return best
    .map(({ nearest }) => ({ score: again(nearest) / reach(nearest), nearest }))
    .reduce((a, b) => (b.score < a.score ? b : a));
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
