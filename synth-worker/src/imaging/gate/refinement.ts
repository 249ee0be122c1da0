import type { ImageSet } from "../imageSet.ts";
import { type CoarseView, coarseViews } from "./coarseViews.ts";
import type { GateSpace, UnitRows } from "./gateViews.ts";
import type { Nearness } from "./nearness.ts";
import { smallest } from "./smallest.ts";
import { type ImageTransform, transformImage } from "./transformImage.ts";

/** Rounds of the search; each halves its steps and keeps the better half of the searches. */
const ROUNDS = 5;
/** Views of a training image from which the search starts. */
const STARTS = 2;
/** Lowest ceiling and highest floor of grey that a copy with other contrast may have been cut at. */
const LOWEST_CEILING = 0.6;
const HIGHEST_FLOOR = 0.2;

/** A view of a training image, cut at a floor and a ceiling of grey, as a copy is whose brightness or contrast was changed. */
type Guess = {
  readonly mirrorX: boolean;
  readonly mirrorY: boolean;
  readonly zoom: number;
  readonly shiftX: number;
  readonly shiftY: number;
  readonly floor: number;
  readonly ceiling: number;
};
type Search = { readonly candidate: number; guess: Guess; score: number };

/**
 * Looks between the views of a space: from the two best views of every candidate, a training image, zoom, moves and cuts of grey are changed in turn as long as
 * the distance falls (coarseViews: noise is taken out), with steps that are halved. Gives the smallest of distance / reach, and whose it is. Undefined
 * for a space without transforms and for images of at most 16 pixels a side: between their few pixels real images are found that match, too.
 */
export function refinement(
  space: GateSpace,
  training: ImageSet,
  views: readonly UnitRows[],
):
  | ((
      images: ImageSet,
      shown: UnitRows,
      i: number,
      candidates: readonly number[],
      reach: (t: number) => number,
    ) => Nearness)
  | undefined {
  const { width, height, channels } = training;
  const transforms = space.transforms(training);
  const farthest = Math.max(width, height) / 16;
  if (transforms.length === 0 || farthest <= 1) return undefined;
  const size = width * height * channels;
  const { viewOf, distance } = coarseViews(training);
  const pixelsOf = (images: ImageSet, i: number) => images.pixels.slice(i * size, (i + 1) * size);
  return (images, shown, i, candidates, reach) => {
    const own = viewOf(pixelsOf(images, i));
    let searches = candidates.flatMap((candidate) =>
      bestViews(shown, i, views, candidate).map((view): Search => {
        const guess = { ...PLAIN, ...transforms[view]! };
        return { candidate, guess, score: Number.POSITIVE_INFINITY };
      }),
    );
    const pixels = new Map(candidates.map((t) => [t, pixelsOf(training, t)]));
    const scoreOf = (t: number, guess: Guess): number =>
      distance(own, seen(viewOf, pixels.get(t)!, width, height, guess)) / reach(t);
    for (const search of searches) search.score = scoreOf(search.candidate, search.guess);
    for (let round = 0; round < ROUNDS; round++) {
      for (const search of searches) {
        for (const next of around(search, 2 ** -round, farthest, round > 0)) {
          const score = scoreOf(search.candidate, next);
          if (score < search.score) Object.assign(search, { guess: next, score });
        }
      }
      searches.sort((a, b) => a.score - b.score);
      searches = searches.slice(0, Math.ceil(searches.length / 2));
    }
    return { score: searches[0]!.score, nearest: searches[0]!.candidate };
  };
}

const PLAIN: Guess = {
  mirrorX: false,
  mirrorY: false,
  zoom: 1,
  shiftX: 0,
  shiftY: 0,
  floor: 0,
  ceiling: 1,
};

/** The views of training image t that are nearest to row i, STARTS of them. */
function bestViews(
  { dimensions, values }: UnitRows,
  i: number,
  views: readonly UnitRows[],
  t: number,
): number[] {
  const products = Float64Array.from(views, (view) => {
    let product = 0;
    for (let d = 0; d < dimensions; d++)
      product += values[i * dimensions + d]! * view.values[t * dimensions + d]!;
    return -product;
  });
  return smallest(products, STARTS);
}

function seen(
  viewOf: (pixels: Float32Array) => CoarseView,
  pixels: Float32Array,
  width: number,
  height: number,
  { floor, ceiling, ...transform }: Guess & ImageTransform,
): CoarseView {
  const moved = transformImage(pixels, width, height, transform);
  if (floor > 0 || ceiling < 1)
    for (let i = 0; i < moved.length; i++) moved[i] = Math.min(ceiling, Math.max(floor, moved[i]!));
  return viewOf(moved);
}

/** One number after the other a step up and down from where the search stands by then; cuts of grey only `withCuts`. */
function* around(search: Search, step: number, farthest: number, withCuts: boolean): Generator<Guess> {
  const at = (change: Partial<Guess>): Guess => ({ ...search.guess, ...change });
  for (const sign of [1, -1]) {
    yield at({ zoom: Math.max(1, search.guess.zoom + sign * step * 0.05) });
    yield at({ shiftX: search.guess.shiftX + (sign * step * farthest) / 4 });
    yield at({ shiftY: search.guess.shiftY + (sign * step * farthest) / 4 });
    if (!withCuts) continue;
    const { floor, ceiling } = search.guess;
    yield at({ floor: Math.min(HIGHEST_FLOOR, Math.max(0, floor + sign * step * 0.12)) });
    yield at({ ceiling: Math.max(LOWEST_CEILING, Math.min(1, ceiling - sign * step * 0.12)) });
  }
}
