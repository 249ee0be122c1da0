import type { DicomElements } from "../dicom/dicomFile.ts";
import { writeDicomFile } from "../dicom/writeDicomFile.ts";

const text = (vr: string, ...Value: unknown[]) => ({ vr, Value });

/** TESTS ONLY: a DICOM file of an axial CT slice of 4 x 4 pixels that all hold `value`, at height `z`; `change` alters its header. */
export const ctSlice = (
  patient: string,
  series: string,
  z: number,
  value: number,
  change: DicomElements = {},
): Uint8Array<ArrayBuffer> =>
  writeDicomFile({
    "00080016": text("UI", "1.2.840.10008.5.1.4.1.1.2"),
    "00080018": text("UI", `1.2.3.${z}.${value}`),
    "00080060": text("CS", "CT"),
    "00100020": text("LO", patient),
    "00180015": text("CS", "CHEST"),
    "0020000D": text("UI", "1.2.3"),
    "0020000E": text("UI", series),
    "00200032": text("DS", 0, 0, z),
    "00200037": text("DS", 1, 0, 0, 0, 1, 0),
    "00280002": text("US", 1),
    "00280004": text("CS", "MONOCHROME2"),
    "00280010": text("US", 4),
    "00280011": text("US", 4),
    "00280100": text("US", 8),
    "00280101": text("US", 8),
    "00280102": text("US", 7),
    "00280103": text("US", 0),
    "00281052": text("DS", -100),
    "00281053": text("DS", 1),
    "7FE00010": text("OB", new Uint8Array(16).fill(value).buffer),
    ...change,
  });
