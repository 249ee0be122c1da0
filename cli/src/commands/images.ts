import { parseArgs } from "node:util";
import { ehrKey } from "@symbolon/synth-worker/files";
import { deidentifyFolder, readImageFolder } from "@symbolon/synth-worker/images";
import { IMAGE_ARGUMENTS, IMAGE_USAGE, imageOptions } from "../images/imageOptions.ts";

/** What `symbolon images --help` prints. */
export const IMAGES_USAGE = `symbolon images: medical pictures, alone, without a chain (docs/IMAGING.md)

  symbolon images check DIR [options]            what a synthesis would read: DICOM, NIfTI, PNG, JPEG, with labels.csv
  symbolon images deidentify DIR --out DIR       DICOM without identifiers (PS3.15 Annex E, by an allow-list)
      [--key FILE]        64 hexadecimal digits: same pseudonyms next time (default: a new key, not kept)
      [--no-head]         none of the files whose header names no part of the body shows a head

${IMAGE_USAGE}

Prints a report as JSON, for the hospital: it has file names. Exit code 0: done; 1: files were refused; 2: wrong usage.`;

/**
 * `symbolon images check|deidentify`: reads a folder of pictures and tells what is in it, or writes its DICOM files without identifiers. Prints a report and returns
 * the exit code; throws E1001, E1005, E1006 and E1007 for folders and tables that cannot be used.
 */
export async function images(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      ...IMAGE_ARGUMENTS,
      help: { type: "boolean", short: "h", default: false },
      out: { type: "string", short: "o" },
      key: { type: "string" },
      "no-head": { type: "boolean", default: false },
    },
  });
  const [act, folder] = positionals;
  if (act === "check" && folder !== undefined) {
    const { report } = await readImageFolder(folder, imageOptions(values));
    console.log(JSON.stringify(report, null, 2));
    return report.refused.count === 0 ? 0 : 1;
  }
  if (act === "deidentify" && folder !== undefined && values.out !== undefined) {
    const key = await ehrKey(values.key);
    const report = await deidentifyFolder(folder, values.out, { key, isNoHead: values["no-head"] });
    console.log(JSON.stringify(report, null, 2));
    return report.refused.length === 0 ? 0 : 1;
  }
  console.log(IMAGES_USAGE);
  return values.help ? 0 : 2;
}
