import { digestOfDocument, type Hex } from "@symbolon/protocol";
import type { ImageShape } from "../../imaging/embedding/embeddingLooks.ts";

/** The subject of a joint job on images (PartsOrder). */
export function imagesSubject({ width, height, channels, window, classNames, maxRecords }: ImageShape): Hex {
  return digestOfDocument({
    format: "symbolon/joint-images/1",
    width,
    height,
    channels,
    window,
    classNames,
    maxRecords,
  });
}
