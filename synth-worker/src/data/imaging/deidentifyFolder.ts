import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SymbolonError } from "@symbolon/protocol";
import { deidentifyDicom } from "./dicom/deidentifyDicom.ts";
import { isDicom, readDicomFile } from "./dicom/dicomFile.ts";
import { droppedTags } from "./dicom/droppedTags.ts";
import { textOf } from "./dicom/elementValues.ts";
import { nativePixels } from "./dicom/nativePixels.ts";
import { pixelLayout } from "./dicom/pixelLayout.ts";
import { riskOf } from "./dicom/riskOf.ts";
import { storedValues } from "./dicom/storedValues.ts";
import { writeDicomFile } from "./dicom/writeDicomFile.ts";
import { filesBelow } from "./filesBelow.ts";

/** What a de-identification did: counts, file names and reasons. For the hospital; its file names may be patients' names. */
export type DeidentifyReport = {
  readonly format: "symbolon-image-deidentification/1";
  readonly profile: "PS3.15 Annex E, Basic Application Level Confidentiality Profile, by an allow-list";
  readonly written: number;
  /** Attributes that were taken away or emptied, by tag, and of how many files. */
  readonly dropped: Readonly<Record<string, number>>;
  readonly refused: readonly { readonly file: string; readonly reason: string }[];
};

/**
 * Writes the DICOM images below `folder` without identifiers into `out`, uncompressed, each named by its new instance UID. Pixels are not cleaned, so what may
 * show text or a face is refused and listed: text by header or modality, a CT, MR or PET object of the head, or of a place that its header does not say
 * unless `isNoHead`; so are other objects than images. Throws E1005 for a folder that cannot be read, RangeError for a key that is not 32 bytes.
 */
export async function deidentifyFolder(
  folder: string,
  out: string,
  { key, isNoHead = false }: { readonly key: Uint8Array; readonly isNoHead?: boolean },
): Promise<DeidentifyReport> {
  if (key.length !== 32) throw new RangeError("a key has 32 bytes");
  const dropped: Record<string, number> = {};
  const refused: { file: string; reason: string }[] = [];
  const names = new Set<string>();
  let written = 0;
  await mkdir(out, { recursive: true, mode: 0o700 });
  for (const file of await filesBelow(folder)) {
    try {
      const bytes = new Uint8Array(await readFile(join(folder, file)));
      if (!isDicom(bytes))
        throw new SymbolonError("E1006", { document: file, reason: "it is no DICOM file" });
      const read = readDicomFile(bytes, file);
      const layout = pixelLayout(read, file);
      const pixels = nativePixels(storedValues(read, layout, file), layout);
      const risk = riskOf(read.elements).find(
        (found) => ["burned-in text", "head"].includes(found) || (found === "place unknown" && !isNoHead),
      );
      if (risk !== undefined) {
        refused.push({ file, reason: REASONS[risk] ?? risk });
        continue;
      }
      const clean = {
        ...deidentifyDicom(read, key),
        "00280006": { vr: "US", Value: [0] },
        "00280102": { vr: "US", Value: [layout.bitsStored - 1] },
        "7FE00010": { vr: layout.bitsAllocated === 8 ? "OB" : "OW", Value: [pixels] },
      };
      const uid = textOf(clean, "00080018");
      if (uid === "") throw new SymbolonError("E1006", { document: file, reason: "it has no instance UID" });
      const name = `${uid}.dcm`;
      if (names.has(name))
        throw new SymbolonError("E1006", {
          document: file,
          reason: "its instance UID is that of another file",
        });
      names.add(name);
      await writeFile(join(out, name), writeDicomFile(clean), { mode: 0o600 });
      written += 1;
      for (const tag of droppedTags(read.elements)) dropped[tag] = (dropped[tag] ?? 0) + 1;
    } catch (error) {
      refused.push({ file, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return {
    format: "symbolon-image-deidentification/1",
    profile: "PS3.15 Annex E, Basic Application Level Confidentiality Profile, by an allow-list",
    written,
    dropped,
    refused,
  };
}

const REASONS: Readonly<Record<string, string>> = {
  "burned-in text": "text may be in its pixels; clean them and set Burned In Annotation (0028,0301) to NO",
  head: "a face may be rebuilt from it; remove it and set Recognizable Visual Features (0028,0302) to NO",
  "place unknown": "its header does not say which part of the body it shows, so it may be a head",
};
