import { classCounts } from "../../imaging/classCounts.ts";
import type { ImageSet } from "../../imaging/imageSet.ts";
import type { DicomElements } from "./dicom/dicomFile.ts";
import { droppedTags } from "./dicom/droppedTags.ts";
import type { ImageImportReport } from "./imageImport.ts";
import type { SliceWarning } from "./slice.ts";

const MOST_LISTED = 50;

/** Counts what an import does. */
export type ImportTally = {
  file(kind: keyof ImageImportReport["files"]): void;
  /** A DICOM header was read. */
  header(elements: DicomElements): void;
  picture(warnings: readonly SliceWarning[]): void;
  leaveOut(reason: string): void;
  refuse(file: string, reason: string): void;
  report(images: ImageSet, classes: ImageImportReport["classes"]): ImageImportReport;
};

/** A tally of nothing yet. */
export function importTally(): ImportTally {
  const files = { dicom: 0, nifti: 0, raster: 0, other: 0 };
  const dropped: Record<string, number> = {};
  const leftOut: Record<string, number> = {};
  const warned: Partial<Record<SliceWarning, number>> = {};
  const refused: { file: string; reason: string }[] = [];
  let [pictures, refusals] = [0, 0];
  return {
    file: (kind) => {
      files[kind] += 1;
    },
    header(elements) {
      for (const name of droppedTags(elements)) dropped[name] = (dropped[name] ?? 0) + 1;
    },
    picture(warnings) {
      pictures += 1;
      for (const warning of new Set(warnings)) warned[warning] = (warned[warning] ?? 0) + 1;
    },
    leaveOut: (reason) => {
      leftOut[reason] = (leftOut[reason] ?? 0) + 1;
    },
    refuse(file, reason) {
      refusals += 1;
      if (refused.length < MOST_LISTED) refused.push({ file, reason });
    },
    report(images, classes) {
      const counts = classCounts(images);
      return {
        format: "symbolon-image-import/1",
        files,
        pictures,
        images: images.count,
        patients: new Set(images.subjects).size,
        perClass: Object.fromEntries(images.classNames.map((name, label) => [name, counts[label]!])),
        classes,
        dropped,
        leftOut,
        warnings: warned,
        refused: { count: refusals, list: refused },
      };
    },
  };
}
