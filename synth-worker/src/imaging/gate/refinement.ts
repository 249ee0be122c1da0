import type { ImageSet } from "../imageSet.ts";
import type { GateSpace, UnitRows } from "./gateViews.ts";
import { type ImageTransform, transformImage } from "./transformImage.ts";

/** Halvings of the steps between views. */
const ROUNDS = 5;

/**
 * The distance of row i of `shown` to the nearest view of training image t, between the views too: from the best of them, zoom and moves are changed in turn as
 * long as the distance falls, with steps that are halved. A space without transforms
 * keeps to its views, and so do images of at most 16 pixels a side: between their few pixels real images are found that match, too.
 */
export function refinement(
  space: GateSpace,
  training: ImageSet,
  views: readonly UnitRows[],
): (shown: UnitRows, i: number, t: number) => number {
  const { width, height, channels } = training;
  const size = width * height * channels;
  const transforms = space.transforms(training);
  const reach = Math.max(1, Math.max(width, height) / 16);
  return (shown, i, t) => {
    const own = shown.values.subarray(i * shown.dimensions, (i + 1) * shown.dimensions);
    const distances = views.map((view) => distance(own, view, t));
    let best = Math.min(...distances);
    if (transforms.length === 0 || reach === 1) return best;
    const pixels = training.pixels.slice(t * size, (t + 1) * size);
    let at = transforms[distances.indexOf(best)]!;
    for (let round = 0; round < ROUNDS; round++) {
      for (const next of around(at, 0.05 / 2 ** round, reach / 4 / 2 ** round)) {
        const moved = { ...training, count: 1, pixels: transformImage(pixels, width, height, next) };
        const nearer = distance(own, space.plain(moved), 0);
        if (nearer >= best) continue;
        best = nearer;
        at = next;
      }
    }
    return best;
  };
}

/** Zoom, and both moves, a step up and down. */
function around(at: ImageTransform, zoomStep: number, moveStep: number): ImageTransform[] {
  const { zoom = 1, shiftX = 0, shiftY = 0 } = at;
  return [
    { ...at, zoom: zoom + zoomStep },
    { ...at, zoom: Math.max(1, zoom - zoomStep) },
    ...[-moveStep, moveStep].flatMap((move) => [
      { ...at, shiftX: shiftX + move },
      { ...at, shiftY: shiftY + move },
    ]),
  ];
}

function distance(own: Float32Array, { dimensions, values }: UnitRows, row: number): number {
  let sum = 0;
  for (let d = 0; d < dimensions; d++) sum += (own[d]! - values[row * dimensions + d]!) ** 2;
  return Math.sqrt(sum);
}
