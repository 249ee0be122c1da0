import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DatasetSchema } from "@symbolon/protocol";
import { encode } from "fast-png";
import type { ImageSet } from "../../imaging/imageSet.ts";
import { commonPatients, TEST_SCHEMA, writeHospital } from "./hospitalFiles.ts";

/** The test schema of a hospital that has these pictures of its patients. */
export const imageSchema = ({ width, classNames }: ImageSet): DatasetSchema => ({
  ...TEST_SCHEMA,
  images: {
    shows: "pictures for tests",
    modality: "OT",
    size: width,
    channels: 1,
    window: { low: 0, high: 255, unit: "1" },
    classes: [...classNames],
    mostPerPatient: 10,
  },
});

/**
 * Writes a hospital whose patients P1, P2, ... each have one of the grey `images` as PNG, with a label table, and offer high-fidelity files; two pictures more
 * are of nobody who has a record. Returns the configuration's path.
 */
export async function writeImageHospital(folder: string, title: string, images: ImageSet): Promise<string> {
  const { count, width, height, pixels, labels, classNames } = images;
  const pictures = join(folder, "pictures");
  await mkdir(pictures, { recursive: true });
  const size = width * height;
  const table = ["name,label,patient"];
  for (let i = 0; i < count + 2; i++) {
    const own = i % count;
    const data = Uint8Array.from(pixels.subarray(own * size, (own + 1) * size), (value) =>
      Math.round(255 * value),
    );
    await writeFile(join(pictures, `${i}.png`), encode({ width, height, channels: 1, data }));
    table.push(`${i}.png,${classNames[labels[own]!]},P${i + 1}`);
  }
  await writeFile(join(pictures, "labels.csv"), `${table.join("\n")}\n`);
  const change = { releaseClasses: ["private", "high-fidelity"], images: { folder: "pictures" } };
  const config = await writeHospital(folder, title, count, change, commonPatients());
  await writeFile(join(folder, "schema.json"), JSON.stringify(imageSchema(images)));
  return config;
}

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
