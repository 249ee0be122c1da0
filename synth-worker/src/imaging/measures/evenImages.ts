import { evenRows } from "../../evaluate/neighbours/evenRows.ts";
import type { ImageSet } from "../imageSet.ts";
import { pickImages } from "../pickImages.ts";

/** At most `most` images, evenly spaced over the set, in its sequence. */
export function evenImages(images: ImageSet, most: number): ImageSet {
  return images.count <= most ? images : pickImages(images, Array.from(evenRows(images.count, most)));
}
