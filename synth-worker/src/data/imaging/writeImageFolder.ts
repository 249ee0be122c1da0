import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ImageSet } from "../../imaging/imageSet.ts";
import { type ImageFormat, type ImageManifest, type ImagesOrigin, imageFiles } from "./imageFiles.ts";

/** Writes {@link imageFiles} into `folder`; returns the manifest. Throws RangeError for coloured NIfTI. */
export async function writeImageFolder(
  images: ImageSet,
  folder: string,
  options: { readonly format: ImageFormat; readonly origin: ImagesOrigin },
): Promise<ImageManifest> {
  const { files, manifest } = imageFiles(images, options);
  for (const { name, bytes } of files) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
  return manifest;
}
