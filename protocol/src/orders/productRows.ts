import type { ArchiveFile } from "../content/zipFiles.ts";
import type { Product } from "../messages/orderSpec.ts";

/** The table of patients in an archive of whole patients: their number and the columns of the schema. The OMOP tables lie in `omop/`. */
export const PATIENTS_FILE = "patients.csv";

/** How many patients or images an archive holds: lines of its table of patients below the header that are not empty, or its PNG files. */
export function productRows(product: Product, files: readonly ArchiveFile[]): number {
  if (product === "images") return files.filter(({ name }) => name.endsWith(".png")).length;
  const patients = files.find(({ name }) => name === PATIENTS_FILE)?.bytes ?? new Uint8Array();
  // Levels hold no line ends in quotes: lines are rows.
  const isLine = (byte: number, at: number) => byte === 0x0a && at > 0 && patients[at - 1] !== 0x0a;
  return Math.max(0, patients.reduce((lines, byte, at) => lines + Number(isLine(byte, at)), 0) - 1);
}
