import type { ImagesOffer } from "@symbolon/protocol";

/** Width, height and colour of images in words: "64 × 64 pixels, grey". */
export function imageSizeText({ size, channels }: Pick<ImagesOffer, "size" | "channels">): string {
  return `${size} × ${size} pixels, ${channels === 1 ? "grey" : "in colour"}`;
}
