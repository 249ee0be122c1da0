import type { DicomElements } from "./dicomFile.ts";
import { itemsOf, numberOf, textOf } from "./elementValues.ts";

const SHARED = "52009229";
const PER_FRAME = "52009230";
const TRANSFORMATION = "00289145";

/**
 * Stored values as the modality's own (PS3.3 section C.11.1, Modality LUT Module): slope and intercept of the file, or of the frame in an
 * enhanced multi-frame object (section C.7.6.16.2.9), else the stored values.
 */
export function modalityValues(
  elements: DicomElements,
  stored: readonly Int32Array[],
): readonly Float32Array[] {
  const [shared] = itemsOf(elements, SHARED);
  const frames = itemsOf(elements, PER_FRAME);
  return stored.map((values, i) => {
    const [own] = itemsOf(frames[i] ?? {}, TRANSFORMATION);
    const [common] = itemsOf(shared ?? {}, TRANSFORMATION);
    const from = own ?? common ?? elements;
    const slope = numberOf(from, "00281053") ?? 1;
    const intercept = numberOf(from, "00281052") ?? 0;
    return Float32Array.from(values, (value) => value * slope + intercept);
  });
}

/** The unit of the modality's values: "HU" of CT with a rescale to Hounsfield units, else "1". */
export function modalityUnit(elements: DicomElements): string {
  const said = textOf(elements, "00281054");
  const isCt = textOf(elements, "00080060") === "CT";
  return said === "HU" || (isCt && said === "" && numberOf(elements, "00281053") !== null) ? "HU" : "1";
}
