import type { PlainImage } from "./plainImage.ts";
import type { Turn } from "./standardTurn.ts";

/** The image, turned. */
export function turnImage(
  image: PlainImage,
  turn: Pick<Turn, "isTransposed" | "isMirroredAcross" | "isMirroredDown">,
): PlainImage {
  const { channels, values } = image;
  const [width, height] = turn.isTransposed ? [image.height, image.width] : [image.width, image.height];
  const turned = new Float32Array(values.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const fromX = turn.isMirroredAcross ? width - 1 - x : x;
      const fromY = turn.isMirroredDown ? height - 1 - y : y;
      const from = turn.isTransposed ? fromX * image.width + fromY : fromY * image.width + fromX;
      for (let c = 0; c < channels; c++)
        turned[(y * width + x) * channels + c] = values[from * channels + c]!;
    }
  const [across, down] = image.pixelSize;
  return {
    width,
    height,
    channels,
    values: turned,
    pixelSize: turn.isTransposed ? [down, across] : [across, down],
  };
}
