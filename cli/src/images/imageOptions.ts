import type { ImageOptions } from "@symbolon/synth-worker/images";
import { usageError } from "../synth/usageError.ts";

/** Options of parseArgs that say what becomes of a folder's pictures. */
export const IMAGE_ARGUMENTS = {
  size: { type: "string", default: "64" },
  window: { type: "string", default: "own" },
  classes: { type: "string" },
  plane: { type: "string", default: "axial" },
  every: { type: "string", default: "1" },
  patches: { type: "string" },
  patients: { type: "string", default: "named" },
  "most-per-patient": { type: "string", default: "100" },
  "allow-text": { type: "boolean", default: false },
} as const;

/** The same options in words, for help texts. */
export const IMAGE_USAGE = `  --size N               width and height of the images (default 64)
  --window LOW,HIGH[,UNIT]   values that become black and white, e.g. -160,240,HU; default: each series' own 1st and 99th percentile
  --classes A,B          the classes, which are public; default: what labels.csv says
  --plane axial|coronal|sagittal   of volumes and DICOM slices (default axial)
  --every N              one slice of so many (default 1)
  --patches STRIDE,FILLED   patches of the size at every STRIDE pixels, of which FILLED (0 to 1) is not dark
  --patients named|folder|file     whose a picture is when neither labels.csv nor its header say so (default: it is left out)
  --most-per-patient N   at most so many images of one patient (default 100); a public number
  --allow-text           take pictures in which text may be burned in`;

type Values = { readonly [K in keyof typeof IMAGE_ARGUMENTS]?: string | boolean | undefined };

/** Image options from a command line. Throws a usage error for what is none. */
export function imageOptions(values: Values): ImageOptions {
  const text = (name: keyof Values) => String(values[name]);
  const count = (name: keyof Values, most: number) => {
    const number = Number(text(name));
    if (!Number.isInteger(number) || number < 1 || number > most)
      throw usageError(`--${name} is a whole number from 1 to ${most}`);
    return number;
  };
  const [plane, patients] = [text("plane"), text("patients")];
  if (plane !== "axial" && plane !== "coronal" && plane !== "sagittal")
    throw usageError("--plane is axial, coronal or sagittal");
  if (patients !== "named" && patients !== "folder" && patients !== "file")
    throw usageError("--patients is named, folder or file");
  const window = values.window === "own" ? "own" : windowOf(text("window"));
  return {
    size: count("size", 1024),
    window,
    ...(values.classes === undefined ? {} : { classes: text("classes").split(",") }),
    plane,
    every: count("every", 10_000),
    ...(values.patches === undefined ? {} : { patches: patchesOf(text("patches")) }),
    patients,
    mostPerPatient: count("most-per-patient", 1_000_000),
    allowText: values["allow-text"] === true,
  };
}

function windowOf(text: string): Exclude<ImageOptions["window"], "own"> {
  const [low, high, unit, ...more] = text.split(",");
  const window = { low: Number(low), high: Number(high) };
  const isUnit = unit === undefined || (unit.length > 0 && unit.length <= 20);
  if (!(window.low < window.high) || !Number.isFinite(window.high - window.low) || !isUnit || more.length > 0)
    throw usageError("--window is LOW,HIGH or LOW,HIGH,UNIT");
  return unit === undefined ? window : { ...window, unit };
}

function patchesOf(text: string): NonNullable<ImageOptions["patches"]> {
  const [stride = 0, filled = -1, ...more] = text.split(",").map(Number);
  if (!(Number.isInteger(stride) && stride > 0 && filled >= 0 && filled <= 1) || more.length > 0)
    throw usageError("--patches is STRIDE,FILLED");
  return { stride, filled };
}
