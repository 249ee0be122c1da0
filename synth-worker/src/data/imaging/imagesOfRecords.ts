import type { ImageSet } from "../../imaging/imageSet.ts";
import { pickImages } from "../../imaging/pickImages.ts";
import type { GatheredImages } from "./gatherSet.ts";

/** Images that an order may use; `subjects` are numbers of records. `leftOut`: images of nobody with a record, and of records that are not for this order. */
export type RecordImages = {
  readonly training: ImageSet;
  readonly holdout: ImageSet;
  readonly leftOut: { readonly unknown: number; readonly unused: number };
};

/**
 * Finds the records whose patients the images are of, by `subjects`, the records' pseudonyms, and parts the images by their flags (1: may be learned from,
 * or judges). Names are compared as text: a header's is the patient's identifier, a path's is its first folder, or its file without the ending. Whom two issuers
 * call alike are two people, and neither is taken for the record's. A patient with several records is in a part only when all of them are. At most `mostPerPatient` images of a patient are kept, spread evenly.
 */
export function imagesOfRecords(
  { images, patientNames }: GatheredImages,
  subjects: readonly string[],
  flags: { readonly training: Uint8Array; readonly holdout: Uint8Array },
  mostPerPatient: number,
): RecordImages {
  const rowsOf = Map.groupBy(subjects.keys(), (row) => subjects[row]!);
  const named = patientNames.map((name) => ({
    subject: subjectOf(name),
    isOfHeader: name.startsWith(HEADER),
  }));
  const issuers = Map.groupBy(
    named.filter(({ isOfHeader }) => isOfHeader),
    ({ subject }) => subject,
  );
  const records = named.map(({ subject, isOfHeader }) =>
    isOfHeader && issuers.get(subject)!.length > 1 ? undefined : rowsOf.get(subject),
  );
  const numbersOf = new Map<number, number[]>();
  let unknown = 0;
  for (const [i, patient] of images.subjects.entries()) {
    const first = records[patient]?.[0];
    if (first === undefined) unknown += 1;
    else if (numbersOf.has(first)) numbersOf.get(first)!.push(i);
    else numbersOf.set(first, [i]);
  }
  const part = (flagged: Uint8Array): ImageSet => {
    const chosen = [...numbersOf].filter(([first]) =>
      rowsOf.get(subjects[first]!)!.every((row) => flagged[row] === 1),
    );
    const kept = chosen.flatMap(([row, all]) => {
      const count = Math.min(all.length, mostPerPatient);
      return Array.from({ length: count }, (_, i) => ({
        row,
        i: all[Math.floor((i * all.length) / count)]!,
      }));
    });
    const picked = pickImages(
      images,
      kept.map(({ i }) => i),
    );
    return { ...picked, subjects: Uint32Array.from(kept, ({ row }) => row) };
  };
  const training = part(flags.training);
  const holdout = part(flags.holdout);
  const unused = images.count - unknown - training.count - holdout.count;
  return { training, holdout, leftOut: { unknown, unused } };
}

const HEADER = "header\n";

/** What a record calls the patient whom a folder of pictures names so (readImageFolder). */
function subjectOf(name: string): string {
  const [how, path, identifier] = name.split("\n", 3);
  if (how === "folder" && path !== undefined) return path.split("/", 1)[0]!;
  if (how === "file" && path !== undefined) return path.replace(/\.[^./]+$/, "");
  return name.startsWith(HEADER) ? (identifier ?? "") : name;
}
