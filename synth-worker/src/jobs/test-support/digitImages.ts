import { readFileSync } from "node:fs";
import type { ImageSet } from "../../imaging/imageSet.ts";

/** The first `count` digits of 8 x 8, each a patient. */
export function digitImages(count: number): ImageSet {
  const path = new URL("../../../../../shared/data/digits_8x8/digits.csv", import.meta.url);
  const lines = readFileSync(path, "utf8")
    .trimEnd()
    .split("\n")
    .slice(1, count + 1);
  const records = lines.map((line) => line.split(",").map(Number));
  return {
    count,
    width: 8,
    height: 8,
    channels: 1,
    pixels: Float32Array.from(records.flatMap((record) => record.slice(0, 64).map((value) => value / 16))),
    window: { low: 0, high: 255, unit: "1" },
    classNames: Array.from({ length: 10 }, (_, digit) => String(digit)),
    labels: Uint16Array.from(records, (record) => record[64]!),
    subjects: Uint32Array.from(records.keys()),
  };
}
