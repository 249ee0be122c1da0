import type { ArchiveFile, HighFidelityOrderSpec, ImagesOffer } from "@symbolon/protocol";
import { LABEL_FILE, parseLabelTable } from "../../data/imaging/labelTable.ts";
import { pngFault } from "./pngFault.ts";

/** Most bytes of a line of the label table: a path, and a class of 60 letters. */
const MOST_LINE_BYTES = 256;

/**
 * The part of checkOrderedArchive that is about images: each is a PNG file of the size and colours that the dataset offers, and labelled with a class that
 * was ordered; nothing else is labelled. `refuse` throws E1006, as parseLabelTable does for a table that is none.
 */
export function checkPictureFiles(
  { rows, classes }: Pick<HighFidelityOrderSpec, "rows" | "classes">,
  offer: ImagesOffer,
  files: readonly ArchiveFile[],
  refuse: (reason: string) => never,
): void {
  const labels = files.find(({ name }) => name === LABEL_FILE) ?? refuse(`it has no ${LABEL_FILE}`);
  if (labels.bytes.length > MOST_LINE_BYTES * (rows + 1)) refuse(`its ${LABEL_FILE} is too large`);
  const labelled = parseLabelTable(new TextDecoder().decode(labels.bytes), LABEL_FILE);
  if (labelled.size !== rows) refuse(`its ${LABEL_FILE} names ${labelled.size} images`);
  const allowed = new Set<string | null | undefined>(classes ?? offer.classes);
  for (const { name, bytes } of files) {
    if (name === LABEL_FILE || name === "manifest.json") continue;
    const fault = pngFault(bytes, offer);
    if (!name.endsWith(".png") || fault !== null) refuse(`${name} ${fault ?? "is no PNG file"}`);
    if (!allowed.has(labelled.get(name)?.label)) refuse(`${name} is of no class that was ordered`);
  }
}
