import type { ImageSet } from "./imageSet.ts";
import { pickImages } from "./pickImages.ts";

/** (sqrt 5 - 1) / 2: its multiples, without their whole parts, are spread evenly over [0, 1). */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** One image of every patient, by patients' numbers: over all patients those are spread evenly over the images' sequence, and depend on nothing else. */
export function onePerPatient(images: ImageSet): ImageSet {
  const numbersOf = Map.groupBy(images.subjects.keys(), (i) => images.subjects[i]!);
  const numbers = [...numbersOf.keys()]
    .sort((a, b) => a - b)
    .map((subject, k) => {
      const own = numbersOf.get(subject)!;
      return own[Math.floor(((k * GOLDEN) % 1) * own.length)]!;
    });
  return pickImages(images, numbers);
}
