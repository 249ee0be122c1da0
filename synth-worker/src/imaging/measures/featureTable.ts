import type { MixedColumn, MixedTable } from "../../math/mixedTable.ts";
import { scattering } from "../features/scattering.ts";
import type { ImageSet } from "../imageSet.ts";
import { greyOf } from "./greyOf.ts";
import { smallImages } from "./smallImages.ts";

const SCALES = 3;
const ORIENTATIONS = 4;
const DECIMALS = 4;

/**
 * What images show, as a table with one row per image: the class (where there are several), mean and deviation of the grey values, and how much there is of
 * each scale (octaves, from fine to coarse) and direction: moduli of first-order scattering averaged over the picture. Fixed, without learned weights, of
 * at most 64 x 64 block means. For the evaluator of tables; rounded to four decimals.
 */
export function featureTable(images: ImageSet): MixedTable {
  const { count, classNames, labels } = images;
  const small = smallImages(images);
  const grey: ImageSet = { ...small, channels: 1, pixels: greyOf(small) };
  const size = grey.width * grey.height;
  const { dimensions, values } = scattering(grey, {
    order: 1,
    grid: 1,
    scales: SCALES,
    orientations: ORIENTATIONS,
  });
  const column = (name: string, of: (image: number) => number): MixedColumn => ({
    name,
    kind: "number",
    decimals: DECIMALS,
    values: Float64Array.from({ length: count }, (_, i) => Number(of(i).toFixed(DECIMALS))),
  });
  const meanOf = (i: number, power: 1 | 2) => {
    let sum = 0;
    for (let p = 0; p < size; p++) sum += grey.pixels[i * size + p]! ** power / size;
    return sum;
  };
  const columns: MixedColumn[] = [
    column("mean", (i) => meanOf(i, 1)),
    column("deviation", (i) => Math.sqrt(Math.max(0, meanOf(i, 2) - meanOf(i, 1) ** 2))),
    // The first number of scattering is the mean of the mirrored picture.
    ...Array.from({ length: dimensions - 1 }, (_, d) =>
      column(
        `scale ${1 + Math.floor(d / ORIENTATIONS)}, ${((d % ORIENTATIONS) * 180) / ORIENTATIONS} degrees`,
        (i) => values[i * dimensions + 1 + d]!,
      ),
    ),
  ];
  if (classNames.length > 1)
    columns.unshift({ name: "class", kind: "category", levels: classNames, codes: Int32Array.from(labels) });
  return { rows: count, columns };
}
