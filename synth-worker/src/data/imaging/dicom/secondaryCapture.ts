import { createHash } from "node:crypto";
import type { DicomElement, DicomElements } from "./dicomFile.ts";
import { uidOf } from "./uidOf.ts";
import { writeDicomFile } from "./writeDicomFile.ts";

/** A synthetic picture: 8 bits, grey or red, green and blue side by side. */
export type CapturedImage = {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly values: Uint8Array;
  readonly className: string;
  /** Its number in the set, from 1. */
  readonly number: number;
  /** What its UIDs are made of, beside the number: model, seed. The same words give the same UIDs. */
  readonly set: string;
  /** In words: engine, and what 0 and 255 stand for. */
  readonly derivation: string;
};

const SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";

/**
 * A picture as a Secondary Capture Image (PS3.3 section A.8.1), marked as synthetic: Synthetic Data (0008,001C) YES, Conversion Type SYN, Image Type DERIVED, and
 * a patient who is none. Its UIDs are new and its own; no date is said. Type 2 attributes without a value are there and empty.
 */
export function secondaryCapture(image: CapturedImage): Uint8Array<ArrayBuffer> {
  const { width, height, channels, values, className, number, set, derivation } = image;
  const text = (vr: string, ...value: readonly string[]): DicomElement => ({ vr, Value: value });
  const uid = (...words: readonly string[]): DicomElement =>
    text(
      "UI",
      uidOf(
        createHash("sha256")
          .update(JSON.stringify([set, ...words]))
          .digest(),
      ),
    );
  const count = (value: number): DicomElement => ({ vr: "US", Value: [value] });
  const empty = (vr: string): DicomElement => ({ vr, Value: [] });
  // Pixel data have an even length (PS3.5 section 8.1.1).
  const pixels = new Uint8Array(values.length + (values.length % 2));
  pixels.set(values);
  const elements: DicomElements = {
    "00080005": text("CS", "ISO_IR 192"),
    "00080008": text("CS", "DERIVED", "SECONDARY"),
    "00080016": text("UI", SECONDARY_CAPTURE),
    "00080018": uid("instance", String(number)),
    "0008001C": text("CS", "YES"),
    "00080020": empty("DA"),
    "00080030": empty("TM"),
    "00080050": empty("SH"),
    "00080060": text("CS", "OT"),
    "00080064": text("CS", "SYN"),
    "00080070": text("LO", "Symbolon"),
    "00080090": empty("PN"),
    "0008103E": text("LO", `Synthetic: ${className}`.slice(0, 64)),
    "00082111": text("ST", derivation.slice(0, 1024)),
    "00100010": { vr: "PN", Value: [{ Alphabetic: `SYNTHETIC^${number}` }] },
    "00100020": text("LO", `SYNTHETIC-${number}`),
    "00100030": empty("DA"),
    "00100040": empty("CS"),
    "00120062": text("CS", "YES"),
    "00120063": text("LO", "Synthetic image of no patient"),
    "0020000D": uid("study"),
    "0020000E": uid("series", className),
    "00200010": empty("SH"),
    "00200011": { vr: "IS", Value: [1] },
    "00200013": { vr: "IS", Value: [number] },
    "00200020": empty("CS"),
    "00280002": count(channels),
    "00280004": text("CS", channels === 1 ? "MONOCHROME2" : "RGB"),
    ...(channels === 3 ? { "00280006": count(0) } : {}),
    "00280010": count(height),
    "00280011": count(width),
    "00280100": count(8),
    "00280101": count(8),
    "00280102": count(7),
    "00280103": count(0),
    "00280301": text("CS", "NO"),
    "7FE00010": { vr: "OB", Value: [pixels.buffer] },
  };
  return writeDicomFile(elements);
}
