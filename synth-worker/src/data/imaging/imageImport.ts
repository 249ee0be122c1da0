import type { Plane } from "../../imaging/geometry/standardTurn.ts";
import type { SliceWarning } from "./slice.ts";

/** What becomes of each picture. All of it is public and the same for every patient, but `window: "own"`, which is made of the patient's own picture. */
export type ImageOptions = {
  /** Width and height of the images, in pixels. */
  readonly size: number;
  /**
   * Values that become 0 and 1; or each series' own 1st and 99th percentile. PNG and JPEG have 0 to 255 unless this says otherwise. `unit`: what the set says
   * of them (default: what its first picture says).
   */
  readonly window: { readonly low: number; readonly high: number; readonly unit?: string } | "own";
  /** The classes, in their order; pictures of others are left out. Default: what the label table says, in alphabetical order. */
  readonly classes?: readonly string[];
  /** Slices of volumes in this plane (default axial); DICOM slices in another one are left out. */
  readonly plane?: Plane;
  /** Every how many slices of a series one is taken. Default 1. */
  readonly every?: number;
  /** Square patches instead of whole pictures: at this many pixels of the picture a patch of `size` of them, where `filled` of it is above a tenth. */
  readonly patches?: { readonly stride: number; readonly filled: number };
  /** Whose a picture is when neither label table nor header say so: nobody's (it is left out), its folder's, or its own. Default nobody's. */
  readonly patients?: "named" | "folder" | "file";
  /** Most images of one patient; more are left out, spread evenly over what there is. A public parameter: the sensitivity of sums follows from it. */
  readonly mostPerPatient: number;
  /** Takes pictures in which text may be burned in. Default: they are left out. */
  readonly allowText?: boolean;
};

/** What an import did: counts, file names and reasons; no value of a header and no pixel is in it. For the hospital. */
export type ImageImportReport = {
  readonly format: "symbolon-image-import/1";
  readonly files: Readonly<Record<"dicom" | "nifti" | "raster" | "other", number>>;
  readonly pictures: number;
  readonly images: number;
  readonly patients: number;
  readonly perClass: Readonly<Record<string, number>>;
  /** Whether the classes were given, or taken from the label table (then they have to be public by another way). */
  readonly classes: "given" | "table" | "one";
  /** Header attributes that were there and not kept, by tag (all private ones as "private"), and how many files had each. Only pixels and their geometry are kept. */
  readonly dropped: Readonly<Record<string, number>>;
  /** Pictures left out, by reason. */
  readonly leftOut: Readonly<Record<string, number>>;
  readonly warnings: Readonly<Partial<Record<SliceWarning, number>>>;
  readonly refused: {
    readonly count: number;
    readonly list: readonly { readonly file: string; readonly reason: string }[];
  };
};
