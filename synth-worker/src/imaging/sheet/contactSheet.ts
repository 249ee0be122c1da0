import type { GateVerdict } from "../gate/copyGate.ts";
import type { ImageSet } from "../imageSet.ts";
import { pickImages } from "../pickImages.ts";

/** A picture: height x width x channels bytes, row-major. */
export type Sheet = {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly pixels: Uint8Array;
};

/** Pixels between two images, and their grey. */
const GAP = 2;
const GAP_GREY = 96;

/**
 * Images side by side, `columns` a row, each pixel drawn as `zoom` x `zoom`. With `neighbours` every row of synthetic images is followed by the training
 * images nearest to them: such a sheet shows real patients and is FOR THE HOSPITAL ONLY.
 */
export function contactSheet(
  images: ImageSet,
  columns: number,
  zoom = 1,
  neighbours?: { readonly training: ImageSet; readonly verdicts: readonly GateVerdict[] },
): Sheet {
  const lines: ImageSet[] = [];
  for (let from = 0; from < images.count; from += columns) {
    const places = Array.from({ length: Math.min(columns, images.count - from) }, (_, i) => from + i);
    lines.push(pickImages(images, places));
    if (neighbours === undefined) continue;
    lines.push(
      pickImages(
        neighbours.training,
        places.map((i) => neighbours.verdicts[i]!.nearest),
      ),
    );
  }
  const { channels } = images;
  const [stepX, stepY] = [images.width * zoom + GAP, images.height * zoom + GAP];
  const width = columns * stepX + GAP;
  const height = lines.length * stepY + GAP;
  const pixels = new Uint8Array(width * height * channels).fill(GAP_GREY);
  lines.forEach((line, row) => {
    for (let i = 0; i < line.count; i++) {
      for (let y = 0; y < images.height * zoom; y++) {
        for (let x = 0; x < images.width * zoom; x++) {
          const from = (i * images.height + Math.floor(y / zoom)) * images.width + Math.floor(x / zoom);
          const to = (GAP + row * stepY + y) * width + GAP + i * stepX + x;
          for (let c = 0; c < channels; c++)
            pixels[to * channels + c] = Math.round(255 * line.pixels[from * channels + c]!);
        }
      }
    }
  });
  return { width, height, channels, pixels };
}
