import type { PlainImage } from "../../imaging/geometry/plainImage.ts";
import type { Plane } from "../../imaging/geometry/standardTurn.ts";

/** A reason to look before an image is used; counted in the import's report. */
export type SliceWarning =
  | "burned-in text"
  | "overlay"
  | "head"
  | "oblique"
  | "place unknown"
  | "orientation unknown";

/** One picture of a file, in the modality's values, turned to the usual view. SECRET: it is of a patient and carries that patient's identifiers. */
export type Slice = {
  readonly image: PlainImage;
  /** "HU", or "1" where values have no unit. */
  readonly unit: string;
  readonly isInverted: boolean;
  /** The range that values of this kind of file have whatever they show (0 to 255 of PNG and JPEG); null where there is none. */
  readonly range: { readonly low: number; readonly high: number } | null;
  readonly plane: Plane | null;
  /** Along the normal of the plane, in the file's unit; orders the slices of a series. */
  readonly position: number;
  /** Identifier of the patient as the file has it; "" when it has none. */
  readonly patient: string;
  /** What a volume or series is called; slices of one series share a window of their own. */
  readonly series: string;
  /** Words a label table may name the image by, beside its file: series and study. */
  readonly names: readonly string[];
  readonly warnings: readonly SliceWarning[];
};
