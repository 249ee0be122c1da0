import type { DicomElements } from "./dicomFile.ts";
import { PIXEL_ATTRIBUTES } from "./pixelAttributes.ts";

/** Tags of a header that are not kept; all private ones are one word: they have odd groups (PS3.5 section 7.8), and only a device's maker knows what is in them. */
export function droppedTags(elements: DicomElements): ReadonlySet<string> {
  const tags = Object.keys(elements).filter((tag) => !PIXEL_ATTRIBUTES.has(tag));
  return new Set(tags.map((tag) => (Number.parseInt(tag.slice(0, 4), 16) % 2 === 1 ? "private" : tag)));
}
