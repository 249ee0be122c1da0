import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type ImageSet, pickImages } from "@symbolon/synth-worker/imaging";
import { repositoryRoot } from "../../scripts/repositoryRoot.ts";

/** Data sets are not part of the repository; they lie beside it. */
const FOLDER = join(repositoryRoot, "..", "shared", "data");
const DIGITS = join(FOLDER, "digits_8x8", "digits.csv");
const HEAD = join(FOLDER, "mri_t1_colin27", "volume_ch2.nii.gz");

/** Images that a generator learns from, that say when to stop, and that judge. */
export type Split = { readonly training: ImageSet; readonly stopping: ImageSet; readonly test: ImageSet };

export function hasImages(name: "digits" | "head"): boolean {
  return existsSync(name === "digits" ? DIGITS : HEAD);
}

/** 1,797 handwritten digits of 8 x 8 (UCI), in the file's blocks of 60 (about one or two writers): a fifth judges, a tenth stops. One image per "patient": writers are not in the file. */
export function digitSplit(): Split {
  const rows = readFileSync(DIGITS, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",").map(Number));
  const all: ImageSet = {
    count: rows.length,
    width: 8,
    height: 8,
    channels: 1,
    window: { low: 0, high: 16, unit: "1" },
    classNames: Array.from({ length: 10 }, (_, digit) => String(digit)),
    pixels: Float32Array.from(rows.flatMap((row) => row.slice(0, 64).map((value) => value / 16))),
    labels: Uint16Array.from(rows, (row) => row[64]!),
    subjects: Uint32Array.from(rows.keys()),
  };
  const part = (wanted: (block: number) => boolean) =>
    pickImages(
      all,
      rows.flatMap((_, i) => (wanted(Math.floor(i / 60)) ? [i] : [])),
    );
  return {
    training: part((block) => block % 5 !== 4 && block % 10 !== 2),
    stopping: part((block) => block % 10 === 2),
    test: part((block) => block % 5 === 4),
  };
}

/** Side of a slice in pixels, and millimetres along each side: the volume's longest. */
const SIDE = 64;
const EXTENT = 217;
/** Slices that lie together: a block stands for a patient, of whom there is only one. */
const BLOCK = 16;
/** Millimetres at the end of every block that are left out, so that blocks are not neighbours. */
const BETWEEN = 6;

/**
 * Slices of one head (Colin 27, 181 x 217 x 181 mm), every millimetre in all three directions, the classes; sagittal ones of one side, since the
 * other is its mirror image. Of every six blocks in a direction two judge and one stops. No claim about patients can be made from it.
 */
export function headSplit(): Split {
  const file = gunzipSync(readFileSync(HEAD));
  const offset = file.readFloatLE(108);
  const sizes = [181, 217, 181] as const;
  const value = (x: number, y: number, z: number): number =>
    x < 0 || y < 0 || z < 0 || x >= 181 || y >= 217 || z >= 181 ? 0 : file[offset + x + 181 * (y + 217 * z)]!;
  const slices: { label: number; block: number; pixels: Float32Array }[] = [];
  for (const [label, axis] of [2, 1, 0].entries()) {
    const [across, down] = [0, 1, 2].filter((other) => other !== axis) as [number, number];
    for (let depth = 0; depth < (axis === 0 ? sizes[0] / 2 : sizes[axis]!); depth++) {
      if (depth % BLOCK >= BLOCK - BETWEEN) continue;
      const pixels = slice((u, v) => {
        const at = [depth, depth, depth];
        at[across] = u - Math.floor((EXTENT - sizes[across]!) / 2);
        at[down] = sizes[down]! - 1 - (v - Math.floor((EXTENT - sizes[down]!) / 2));
        return value(at[0]!, at[1]!, at[2]!);
      });
      const filled = pixels.reduce((sum, pixel) => sum + Number(pixel > 0.1), 0) / pixels.length;
      if (filled > 0.2) slices.push({ label, block: Math.floor(depth / BLOCK), pixels });
    }
  }
  const all: ImageSet = {
    count: slices.length,
    width: SIDE,
    height: SIDE,
    channels: 1,
    window: { low: 0, high: 255, unit: "1" },
    classNames: ["axial", "coronal", "sagittal"],
    pixels: Float32Array.from(slices.flatMap(({ pixels }) => [...pixels])),
    labels: Uint16Array.from(slices, ({ label }) => label),
    subjects: Uint32Array.from(slices, ({ label, block }) => 100 * label + block),
  };
  const part = (wanted: (block: number) => boolean) =>
    pickImages(
      all,
      slices.flatMap(({ block }, i) => (wanted(block) ? [i] : [])),
    );
  return {
    training: part((block) => ![1, 3, 4].includes(block % 6)),
    stopping: part((block) => block % 6 === 3),
    test: part((block) => block % 6 === 1 || block % 6 === 4),
  };
}

/** Block means of a plane of EXTENT x EXTENT millimetres, brightest 255 as 1. */
function slice(at: (u: number, v: number) => number): Float32Array {
  const out = new Float32Array(SIDE * SIDE);
  const edge = (k: number) => Math.round((k * EXTENT) / SIDE);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      let sum = 0;
      let seen = 0;
      for (let v = edge(y); v < edge(y + 1); v++) {
        for (let u = edge(x); u < edge(x + 1); u++) {
          sum += at(u, v);
          seen++;
        }
      }
      out[y * SIDE + x] = sum / seen / 255;
    }
  }
  return out;
}
