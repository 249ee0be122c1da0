import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encode } from "fast-png";
import type { ImageSet } from "../../imaging/imageSet.ts";
import { commonPatients, writeHospital } from "./hospitalFiles.ts";
import { imageSchema } from "./imageSchema.ts";

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
