import type { SliceWarning } from "../slice.ts";
import type { DicomElements } from "./dicomFile.ts";
import { textOf } from "./elementValues.ts";

/** Modalities whose pictures often have text in their pixels (PS3.15 section E.3.1): ultrasound, captures, photographs, endoscopy, films, documents. */
const TEXT_MODALITIES = new Set([
  "US",
  "SC",
  "OT",
  "XC",
  "ES",
  "DOC",
  "GM",
  "RF",
  "XA",
  "DG",
  "BDUS",
  "IVUS",
  "PX",
  "IO",
]);

/** Body parts (PS3.16 annex L, and words that devices write) whose volumes show a face. */
const HEAD = /HEAD|SKULL|BRAIN|FACE|ORBIT|SINUS|JAW|MAXILLA|MANDIBLE|IAC|PITUITARY|CRANI|SCHADEL|KOPF|NECK/i;

/** What the header says or leaves open about a picture, before anybody looks at it. */
export function riskOf(elements: DicomElements): readonly SliceWarning[] {
  const found: SliceWarning[] = [];
  const said = textOf(elements, "00280301");
  if (said === "YES" || (said !== "NO" && TEXT_MODALITIES.has(textOf(elements, "00080060"))))
    found.push("burned-in text");
  if (Object.keys(elements).some((tag) => /^60[0-9A-F]{2}3000$/.test(tag))) found.push("overlay");
  if (textOf(elements, "00280302") !== "NO") {
    const words = ["00180015", "00081030", "0008103E", "00181030"]
      .map((tag) => textOf(elements, tag))
      .join(" ");
    if (HEAD.test(words)) found.push("head");
    else if (textOf(elements, "00180015") === "" && ["CT", "MR", "PT"].includes(textOf(elements, "00080060")))
      found.push("place unknown");
  }
  return found;
}
