import { dirname } from "node:path/posix";
import type { ImageOptions } from "./imageImport.ts";
import type { LabelTable } from "./labelTable.ts";
import type { Slice } from "./slice.ts";

/** The class of pictures that nothing labels. */
export const ONE_CLASS = "image";

/** A picture with its class and its patient. SECRET. */
export type LabelledSlice = { readonly slice: Slice; readonly label: string; readonly patient: string };

/**
 * Gives a picture of `file` its class and patient: what the label table says of the file, its instance, series, study or patient comes first, then the
 * header's patient, then what `options.patients` allows. A text tells why it is left out.
 */
export function labelledSlice(
  slice: Slice,
  file: string,
  labels: LabelTable | null,
  options: ImageOptions,
): LabelledSlice | string {
  const { plane = "axial", patients = "named", classes, allowText = false } = options;
  if (slice.plane !== null && slice.plane !== plane) return `not ${plane}`;
  if (!allowText && slice.warnings.includes("burned-in text")) return "text may be burned in";
  const entry = [file, ...slice.names].map((name) => labels?.get(name)).find((found) => found !== undefined);
  const isLabelling = labels !== null && [...labels.values()].some(({ label }) => label !== null);
  const label = isLabelling ? (entry?.label ?? "") : ONE_CLASS;
  if (label === "") return "no label";
  if (classes !== undefined && !classes.includes(label)) return "of no class";
  const fallback = { named: "", folder: `folder\n${dirname(file)}`, file: `file\n${file}` }[patients];
  const patient = entry?.patient || (slice.patient === "" ? fallback : `header\n${slice.patient}`);
  if (patient === "") return "of no patient";
  return { slice, label, patient };
}
