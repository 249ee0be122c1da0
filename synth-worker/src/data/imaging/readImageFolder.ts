import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { SymbolonError } from "@symbolon/protocol";
import type { ImageSet } from "../../imaging/imageSet.ts";
import { isDicom, readDicomFile } from "./dicom/dicomFile.ts";
import { dicomSlices } from "./dicom/dicomSlices.ts";
import { filesBelow } from "./filesBelow.ts";
import { type GatheredImages, gatherSet } from "./gatherSet.ts";
import type { ImageImportReport, ImageOptions } from "./imageImport.ts";
import { imagesOf } from "./imagesOf.ts";
import { type ImportTally, importTally } from "./importTally.ts";
import { type LabelledSlice, labelledSlice, ONE_CLASS } from "./labelledSlice.ts";
import { LABEL_FILE, type LabelTable, parseLabelTable } from "./labelTable.ts";
import { isNifti, niftiSlices } from "./nifti/niftiSlices.ts";
import { isRaster, rasterSlice } from "./rasterSlice.ts";
import type { Slice } from "./slice.ts";

/**
 * Reads the pictures below a folder (DICOM, NIfTI, PNG, JPEG, told apart by what they hold) into images of one size, with the label table `labels.csv` if
 * there is one. Of headers nothing is kept but what pixels need; patients are numbers, and only `patientNames` says whose: what the label table
 * calls them, else a word and, after a line break, what it is about: "header" (issuer, line break, identifier), "folder" or "file" (the path). All pictures are in memory at once. A file that cannot be read is listed, not fatal. Throws E1005 for a folder that cannot be read, E1001 and E1006 for a label table that is none, E1007 when no image is left.
 */
export async function readImageFolder(
  folder: string,
  options: ImageOptions,
): Promise<GatheredImages & { readonly report: ImageImportReport }> {
  const tally = importTally();
  const labels = await readLabels(folder);
  const series = new Map<string, LabelledSlice[]>();
  for (const file of await filesBelow(folder)) {
    if (file === LABEL_FILE) continue;
    for (const slice of await slicesOf(folder, file, options, tally)) {
      tally.picture(slice.warnings);
      const labelled = labelledSlice(slice, file, labels, options);
      if (typeof labelled === "string") {
        tally.leaveOut(labelled);
        continue;
      }
      const key = JSON.stringify([labelled.patient, labelled.label, slice.series, slice.unit]);
      const group = series.get(key);
      if (group === undefined) series.set(key, [labelled]);
      else group.push(labelled);
    }
  }
  const owned = [...series.values()].flatMap((group) => {
    const { label, patient } = group[0]!;
    return imagesOf(
      group.map(({ slice }) => slice),
      options,
    ).map((image) => ({ image, label, patient }));
  });
  if (owned.length === 0) throw new SymbolonError("E1007", { file: basename(folder) });
  const found = [...new Set(owned.map(({ label }) => label))].sort();
  const { images, patientNames } = gatherSet(owned, {
    classNames: options.classes ?? found,
    window: windowOf(options, [...series.values()][0]![0]!.slice),
    mostPerPatient: options.mostPerPatient,
  });
  const from = found.length === 1 && found[0] === ONE_CLASS ? "one" : "table";
  return {
    images,
    patientNames,
    report: tally.report(images, options.classes === undefined ? from : "given"),
  };
}

/** What 0 and 1 of a set's pixels stand for: the window, or nothing where each series has its own. */
function windowOf({ window }: ImageOptions, first: Slice): ImageSet["window"] {
  if (window !== "own") return { ...window, unit: window.unit ?? first.unit };
  return { low: 0, high: 1, unit: "1" };
}

/** The pictures of a file; of none, of a file that cannot be read, an empty list, and the tally says so. */
async function slicesOf(
  folder: string,
  file: string,
  { plane = "axial" }: ImageOptions,
  tally: ImportTally,
): Promise<readonly Slice[]> {
  try {
    const bytes = new Uint8Array(await readFile(join(folder, file)));
    if (isDicom(bytes)) {
      tally.file("dicom");
      const read = readDicomFile(bytes, file);
      tally.header(read.elements);
      return dicomSlices(read, file);
    }
    if (isRaster(bytes)) {
      tally.file("raster");
      return [rasterSlice(bytes, file)];
    }
    if (isNifti(bytes, file)) {
      tally.file("nifti");
      return await niftiSlices(bytes, file, plane);
    }
    tally.file("other");
  } catch (error) {
    tally.refuse(file, error instanceof Error ? error.message : String(error));
  }
  return [];
}

async function readLabels(folder: string): Promise<LabelTable | null> {
  let text: string;
  try {
    text = await readFile(join(folder, LABEL_FILE), "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new SymbolonError("E1005", { file: LABEL_FILE, reason: (cause as Error).message }, { cause });
  }
  return parseLabelTable(text, LABEL_FILE);
}
