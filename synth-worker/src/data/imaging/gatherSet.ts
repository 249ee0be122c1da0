import { createHash } from "node:crypto";
import type { PlainImage } from "../../imaging/geometry/plainImage.ts";
import type { ImageSet, ValueWindow } from "../../imaging/imageSet.ts";

/** An image with its class and its patient's identifier. SECRET. */
export type OwnedImage = { readonly image: PlainImage; readonly label: string; readonly patient: string };

/** Images whose patients are numbers, and `patientNames[number]`, whom each is: for the hospital alone. */
export type GatheredImages = { readonly images: ImageSet; readonly patientNames: readonly string[] };

/**
 * Puts images of one size into a set: classes in the sequence of `classNames`, patients numbered by the SHA-256 of their identifiers, at most
 * `mostPerPatient` of each, spread evenly over what there is. Grey images among coloured ones get three equal channels. Throws RangeError for no images.
 */
export function gatherSet(
  owned: readonly OwnedImage[],
  options: {
    readonly classNames: readonly string[];
    readonly window: ValueWindow;
    readonly mostPerPatient: number;
  },
): GatheredImages {
  const { classNames, window, mostPerPatient } = options;
  if (owned.length === 0) throw new RangeError("no images");
  const byPatient = Map.groupBy(owned, ({ patient }) => createHash("sha256").update(patient).digest("hex"));
  const patients = [...byPatient.keys()].sort().map((key) => byPatient.get(key)!);
  const kept = patients.flatMap((all, subject) => {
    const count = Math.min(all.length, mostPerPatient);
    return Array.from({ length: count }, (_, i) => ({
      ...all[Math.floor((i * all.length) / count)]!,
      subject,
    }));
  });
  const { width, height } = kept[0]!.image;
  const channels = kept.some(({ image }) => image.channels === 3) ? 3 : 1;
  const size = width * height * channels;
  const pixels = new Float32Array(kept.length * size);
  kept.forEach(({ image }, i) => {
    for (let k = 0; k < size; k++)
      pixels[i * size + k] = image.values[image.channels === channels ? k : Math.floor(k / channels)]!;
  });
  const images: ImageSet = {
    count: kept.length,
    width,
    height,
    channels,
    pixels,
    window,
    classNames,
    labels: Uint16Array.from(kept, ({ label }) => classNames.indexOf(label)),
    subjects: Uint32Array.from(kept, ({ subject }) => subject),
  };
  return { images, patientNames: patients.map((all) => all[0]!.patient) };
}
