import { createHash } from "node:crypto";
import { type ArchiveFile, documentBytes } from "@symbolon/protocol";
import { encode as encodePng } from "fast-png";
import { classCounts } from "../../imaging/classCounts.ts";
import type { ImageSet } from "../../imaging/imageSet.ts";
import { csvCell } from "../../tabular/csvCell.ts";
import { secondaryCapture } from "./dicom/secondaryCapture.ts";
import { LABEL_FILE } from "./labelTable.ts";
import { niftiStack } from "./nifti/niftiStack.ts";

export type ImageFormat = "png" | "dicom" | "nifti";

/** What made the images: engine, guarantee or that there is none, digests. Goes into the manifest as it is. */
export type ImagesOrigin = Readonly<Record<string, string | number | boolean | null>>;

/** `manifest.json` of a folder of synthetic images. */
export type ImageManifest = {
  readonly format: "symbolon-images/1";
  readonly synthetic: true;
  readonly origin: ImagesOrigin;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** What 0 and 255 stand for. */
  readonly window: ImageSet["window"];
  readonly classes: Readonly<Record<string, number>>;
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly images: number }[];
};

/**
 * Synthetic images as files, with a label table and a manifest that has every picture file's SHA-256: PNG and DICOM one file each, in a folder of its class;
 * NIfTI one stack per class (grey images only, no label table). The same set and origin give the same bytes. Values become 256 levels. Throws RangeError for
 * coloured NIfTI.
 */
export function imageFiles(
  images: ImageSet,
  { format, origin }: { readonly format: ImageFormat; readonly origin: ImagesOrigin },
): { readonly files: readonly ArchiveFile[]; readonly manifest: ImageManifest } {
  const { width, height, channels, classNames, window } = images;
  const size = width * height * channels;
  const pictures = Array.from({ length: images.count }, (_, i) =>
    Uint8Array.from(images.pixels.subarray(i * size, (i + 1) * size), levelOf),
  );
  const files: ArchiveFile[] = [];
  const listed: { name: string; sha256: string; images: number }[] = [];
  const keep = (name: string, bytes: Uint8Array, count: number) => {
    files.push({ name, bytes });
    listed.push({ name, sha256: createHash("sha256").update(bytes).digest("hex"), images: count });
  };
  const classFolders = classNames.map(folderName);
  if (format === "nifti") {
    if (channels !== 1) throw new RangeError("NIfTI stacks hold grey images");
    for (const [label, name] of classFolders.entries()) {
      const own = pictures.filter((_, i) => images.labels[i] === label);
      if (own.length > 0) keep(`${name}.nii`, niftiStack(own, { width, height }), own.length);
    }
  } else {
    const set = JSON.stringify(origin);
    const derivation = `Synthetic image (${origin.engine ?? "unknown engine"}); 0 and 255 stand for ${window.low} and ${window.high} ${window.unit}`;
    const labels = ["name,label"];
    for (const [i, values] of pictures.entries()) {
      const label = images.labels[i]!;
      const className = classNames[label]!;
      const number = i + 1;
      const extension = format === "png" ? "png" : "dcm";
      const name = `${classFolders[label]}/${String(number).padStart(6, "0")}.${extension}`;
      const bytes =
        format === "png"
          ? encodePng({ width, height, channels, depth: 8, data: values, text: { Description: derivation } })
          : secondaryCapture({ width, height, channels, values, className, number, set, derivation });
      keep(name, bytes, 1);
      labels.push(`${name},${csvCell(className)}`);
    }
    files.push({ name: LABEL_FILE, bytes: new TextEncoder().encode(`${labels.join("\n")}\n`) });
  }
  const counts = classCounts(images);
  const manifest: ImageManifest = {
    format: "symbolon-images/1",
    synthetic: true,
    origin,
    width,
    height,
    channels,
    window,
    classes: Object.fromEntries(classNames.map((name, label) => [name, counts[label]!])),
    files: listed,
  };
  files.push({ name: "manifest.json", bytes: documentBytes(manifest) });
  return { files, manifest };
}

const levelOf = (value: number) => Math.round(255 * Math.min(1, Math.max(0, value)));

/** A class as a folder's name: letters, digits and hyphens, with its number, so that two never share one. */
const folderName = (name: string, label: number) =>
  `${String(label).padStart(2, "0")}-${name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)}`;
