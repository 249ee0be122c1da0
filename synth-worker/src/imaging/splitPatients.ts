import { SymbolonError } from "@symbolon/protocol";
import { fastStream } from "../random/fastStream.ts";
import { keystream } from "../random/keystream.ts";
import type { ImageSet } from "./imageSet.ts";
import { pickImages } from "./pickImages.ts";

/** Fewest patients of whom some can be held out and some be learned from. */
const FEWEST = 5;

/**
 * A fifth of the patients, drawn by `seed`, held out, and the others: all images of a patient are on one side. Throws E1006 for fewer than five patients, of
 * whom nothing could be said.
 */
export function splitPatients(
  images: ImageSet,
  seed: Uint8Array,
): { readonly training: ImageSet; readonly heldOut: ImageSet; readonly patients: number } {
  const subjects = [...new Set(images.subjects)].sort((a, b) => a - b);
  const patients = subjects.length;
  if (patients < FEWEST)
    throw new SymbolonError("E1006", {
      document: "set of pictures",
      reason: `it is of ${patients} patients, ${FEWEST} are needed to hold some out`,
    });
  const { nextBelow } = fastStream(keystream(seed, "held out"));
  for (let i = patients - 1; i > 0; i--) {
    const other = nextBelow(i + 1);
    [subjects[i], subjects[other]] = [subjects[other]!, subjects[i]!];
  }
  const out = new Set(subjects.slice(0, Math.floor(patients / 5)));
  const numbers = Array.from(images.labels.keys());
  const isOut = (i: number) => out.has(images.subjects[i]!);
  return {
    training: pickImages(
      images,
      numbers.filter((i) => !isOut(i)),
    ),
    heldOut: pickImages(images, numbers.filter(isOut)),
    patients,
  };
}
