import { SymbolonError } from "@symbolon/protocol";
import dcmjs from "dcmjs";

/** A data element: its value representation (PS3.5 section 6.2) and its values; sequences have items of elements, pixel data have buffers. */
export type DicomElement = { readonly vr: string; readonly Value?: readonly unknown[] };

/** Data elements by tag, eight upper-case hexadecimal digits ("00100020"). */
export type DicomElements = Readonly<Record<string, DicomElement>>;

/** A DICOM file: transfer syntax UID and data set. */
export type DicomFile = { readonly syntax: string; readonly elements: DicomElements };

const PREAMBLE_BYTES = 128;

/** Whether bytes have the preamble and prefix of a DICOM file (PS3.10 section 7.1). */
export function isDicom(bytes: Uint8Array): boolean {
  return (
    bytes.length > PREAMBLE_BYTES + 4 &&
    new TextDecoder("latin1").decode(bytes.subarray(PREAMBLE_BYTES, PREAMBLE_BYTES + 4)) === "DICM"
  );
}

/** Reads a DICOM file (PS3.10) of any uncompressed or encapsulated transfer syntax; pixels stay as they are stored. Throws E1006. */
export function readDicomFile(bytes: Uint8Array, name: string): DicomFile {
  if (!isDicom(bytes)) throw refused(name, "it has no DICOM preamble");
  dcmjs.log.setLevel("silent");
  let read: ReturnType<typeof dcmjs.data.DicomMessage.readFile>;
  try {
    read = dcmjs.data.DicomMessage.readFile(Uint8Array.from(bytes).buffer);
  } catch (cause) {
    throw refused(name, "its data elements cannot be read", cause);
  }
  const syntax = read.meta["00020010"]?.Value?.[0];
  if (typeof syntax !== "string") throw refused(name, "it names no transfer syntax");
  return { syntax, elements: read.dict };
}

function refused(document: string, reason: string, cause?: unknown): SymbolonError {
  return new SymbolonError("E1006", { document, reason }, { cause });
}
