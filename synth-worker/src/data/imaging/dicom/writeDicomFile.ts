import dcmjs from "dcmjs";
import type { DicomElements } from "./dicomFile.ts";
import { textOf } from "./elementValues.ts";

const EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
/** Made up once for this software (PS3.7 annex D.3.3.2). */
const IMPLEMENTATION_CLASS = "2.25.118059041436276183240917013384590127531";

/** The bytes of a DICOM file (PS3.10) in Explicit VR Little Endian with these data elements, of which SOP class and instance have to be there. */
export function writeDicomFile(elements: DicomElements): Uint8Array<ArrayBuffer> {
  const file = new dcmjs.data.DicomDict({
    "00020001": { vr: "OB", Value: [Uint8Array.of(0, 1).buffer] },
    "00020002": { vr: "UI", Value: [textOf(elements, "00080016")] },
    "00020003": { vr: "UI", Value: [textOf(elements, "00080018")] },
    "00020010": { vr: "UI", Value: [EXPLICIT_LITTLE_ENDIAN] },
    "00020012": { vr: "UI", Value: [IMPLEMENTATION_CLASS] },
    "00020013": { vr: "SH", Value: ["SYMBOLON"] },
  });
  file.dict = Object.fromEntries(Object.entries(elements).sort(([a], [b]) => (a < b ? -1 : 1)));
  return new Uint8Array(file.write({ allowInvalidVRLength: false }));
}
