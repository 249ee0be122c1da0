import { createHmac } from "node:crypto";
import type { DicomElement, DicomElements, DicomFile } from "./dicomFile.ts";
import { itemsOf, textOf } from "./elementValues.ts";
import { PIXEL_ATTRIBUTES } from "./pixelAttributes.ts";
import { uidOf } from "./uidOf.ts";

/** Sequences of functional groups that hold geometry and value meaning, and are kept with what of them is on the list (PS3.3 section C.7.6.16.2). */
const KEPT_SEQUENCES = new Set([
  "52009229", // Shared Functional Groups
  "52009230", // Per-Frame Functional Groups
  "00209113", // Plane Position
  "00209116", // Plane Orientation
  "00289110", // Pixel Measures
  "00289145", // Pixel Value Transformation
]);
/** UIDs that group instances: replaced, the same ones the same way (action U of PS3.15 table E.1-1). */
const UIDS = ["00080018", "0020000D", "0020000E", "00200052"] as const;
/** Type 2 attributes of patient, study and series: there and empty (action Z). */
const EMPTIED: Readonly<Record<string, string>> = {
  "00080020": "DA",
  "00080030": "TM",
  "00080050": "SH",
  "00080090": "PN",
  "00100030": "DA",
  "00100040": "CS",
  "00200010": "SH",
};
/** Basic Application Confidentiality Profile (PS3.16 annex D). */
const BASIC_PROFILE = { code: "113100", scheme: "DCM", meaning: "Basic Application Confidentiality Profile" };

/**
 * A DICOM object without what tells whose it is: of the attributes only those on the list of {@link PIXEL_ATTRIBUTES} stay, which takes away all that
 * the Basic Application Level Confidentiality Profile (PS3.15 annex E, table E.1-1) removes, and more: dates, descriptions, devices, private and unknown
 * elements. Patient and UIDs become pseudonyms by HMAC-SHA-256 under `key` (32 secret bytes): the same patient and series stay together, and without the key
 * nothing leads back. Pixels are not touched: text in them, and faces, are the caller's to refuse. Throws RangeError for a key of another length.
 */
export function deidentifyDicom({ elements }: DicomFile, key: Uint8Array): DicomElements {
  if (key.length !== 32) throw new RangeError("a key has 32 bytes");
  const pseudonym = (use: string, value: string) =>
    createHmac("sha256", key).update(`symbolon-dicom ${use}\0${value}`).digest();
  const text = (vr: string, ...value: readonly string[]): DicomElement => ({ vr, Value: value });
  const kept: Record<string, DicomElement> = { ...listed(elements) };
  for (const tag of UIDS) {
    const uid = textOf(elements, tag);
    if (uid !== "") kept[tag] = text("UI", uidOf(pseudonym("uid", uid)));
  }
  const patient = pseudonym("patient", `${textOf(elements, "00100021")}\n${textOf(elements, "00100020")}`)
    .toString("hex")
    .slice(0, 32);
  for (const [tag, vr] of Object.entries(EMPTIED)) kept[tag] = { vr, Value: [] };
  return {
    ...kept,
    "00080016": text("UI", textOf(elements, "00080016")),
    "00100010": { vr: "PN", Value: [{ Alphabetic: patient }] },
    "00100020": text("LO", patient),
    "00120062": text("CS", "YES"),
    "00120063": text("LO", "Allow-list of pixel attributes; PS3.15 Annex E Basic Profile"),
    "00120064": {
      vr: "SQ",
      Value: [
        {
          "00080100": text("SH", BASIC_PROFILE.code),
          "00080102": text("SH", BASIC_PROFILE.scheme),
          "00080104": text("LO", BASIC_PROFILE.meaning),
        },
      ],
    },
    "00280303": text("CS", "REMOVED"),
  };
}

function listed(elements: DicomElements): Record<string, DicomElement> {
  const kept: Record<string, DicomElement> = {};
  for (const [tag, element] of Object.entries(elements)) {
    if (KEPT_SEQUENCES.has(tag)) kept[tag] = { vr: "SQ", Value: itemsOf(elements, tag).map(listed) };
    else if (PIXEL_ATTRIBUTES.has(tag)) kept[tag] = element;
  }
  return kept;
}
