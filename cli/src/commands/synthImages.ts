import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import {
  type ImageFormat,
  type ImageOptions,
  readImageFolder,
  writeImageFolder,
  writeSheet,
} from "@symbolon/synth-worker/images";
import { IMAGE_ARGUMENTS, IMAGE_USAGE, imageOptions } from "../images/imageOptions.ts";
import { makeFlowImages } from "../images/makeFlowImages.ts";
import { makePrivateImages } from "../images/makePrivateImages.ts";
import { output } from "../shared/output.ts";
import { seedOf } from "../synth/seedOf.ts";
import { usageError } from "../synth/usageError.ts";

/** What `symbolon synth-images --help` prints. */
export const SYNTH_IMAGES_USAGE = `symbolon synth-images DIR -o OUT: synthetic images of a folder of pictures, alone, without a chain (docs/IMAGING.md)

  --engine flow          as like the pictures as the copy gate allows; NOT differentially private (default)
  --engine private       differentially private for patients: with --epsilon E, --delta D and --classes, which have to be public
  --colour               private: images have three channels (default: grey), since what the pictures have would not be public
  --count N              images (default: as many as there were; private: 100 of each class)
  --format png|dicom|nifti   (default png)
  --seed HEX             32 bytes; the same pictures, seed and machine give the same images
  --morph                flow: learn from pictures between two patients each, where there are few patients; takes minutes more
  --checkpoint FILE      flow: where a training that was interrupted goes on; with the --seed that it began with
  --sheet FILE           flow: a PNG with each image's nearest real neighbour. It shows patients: for the hospital only
  --json, --quiet

${IMAGE_USAGE}

Exit code 0: written; 1: refused, nothing was written; 2: wrong usage.`;

const NOT_PRIVATE =
  "NOT differentially private: nothing is proved about these images. Copies of pictures were looked for and kept back.";

/**
 * `symbolon synth-images`: reads a folder of pictures, makes synthetic ones and writes them with a label table and a manifest. Returns the exit code. Throws E1001 to
 * E1007 for folders, tables and options, E2022 for a generator that copies, E3009 for a budget that covers nothing.
 */
export async function synthImages(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      ...IMAGE_ARGUMENTS,
      help: { type: "boolean", short: "h", default: false },
      json: { type: "boolean", default: false },
      quiet: { type: "boolean", default: false },
      engine: { type: "string", default: "flow" },
      epsilon: { type: "string" },
      delta: { type: "string" },
      count: { type: "string" },
      format: { type: "string", default: "png" },
      seed: { type: "string" },
      checkpoint: { type: "string" },
      sheet: { type: "string" },
      morph: { type: "boolean", default: false },
      colour: { type: "boolean", default: false },
      out: { type: "string", short: "o" },
    },
  });
  const [folder, ...others] = positionals;
  if (values.help || folder === undefined || values.out === undefined || others.length > 0) {
    console.log(SYNTH_IMAGES_USAGE);
    return values.help ? 0 : 2;
  }
  const say = (line: string) => {
    if (!values.quiet) console.error(line);
  };
  const { engine } = values;
  const options = imageOptions(values);
  const seed = values.seed === undefined ? new Uint8Array(randomBytes(32)) : seedOf(values.seed);
  const count = values.count === undefined ? {} : { count: wholeNumber(values.count) };
  const format = formatOf(values.format);
  const budget = engine === "private" ? budgetOf(values) : null;
  if (engine !== "flow" && engine !== "private") throw usageError("--engine is flow or private");
  if (budget !== null && (values.sheet !== undefined || values.checkpoint !== undefined || values.morph))
    throw usageError("--sheet, --checkpoint and --morph are of the engine flow");
  if (values.checkpoint !== undefined && values.seed === undefined)
    throw usageError("--checkpoint needs --seed: a training goes on with the seed that it began with");
  if (budget === null && values.colour)
    throw usageError("--colour is of the engine private: flow takes the pictures' own");
  if (budget !== null && options.classes === undefined)
    throw usageError("--engine private needs --classes: names taken from the records would not be private");
  if (budget === null) say(NOT_PRIVATE);
  const { images, report } = await readImageFolder(folder, options);
  say(`${report.images} images of ${report.patients} patients, ${images.width} x ${images.height}`);
  for (const [reason, left] of Object.entries(report.leftOut)) say(`left out: ${left} (${reason})`);
  if (report.refused.count > 0) say(`not read: ${report.refused.count} files (symbolon images check)`);
  const { checkpoint, morph } = values;
  const made = await (budget === null
    ? makeFlowImages(
        images,
        { ...count, seed, morph, ...(checkpoint === undefined ? {} : { checkpoint }) },
        say,
      )
    : makePrivateImages(images, { ...count, seed, ...budget, ...publicShape(options, values.colour) }, say)
  ).catch((error: unknown) => {
    // A size that an engine does not serve.
    throw error instanceof RangeError ? usageError(error.message) : error;
  });
  const manifest = await writeImageFolder(made.images, values.out, { format, origin: made.origin });
  if (values.sheet !== undefined && made.sheet !== null) await writeSheet(values.sheet, made.sheet);
  const { origin, classes } = manifest;
  output(values.json).result(
    {
      out: values.out,
      images: made.images.count,
      classes,
      origin,
      seed: Buffer.from(seed).toString("hex"),
      figures: made.figures,
    },
    [
      `${made.images.count} synthetic images in ${values.out} (${origin.guarantee})`,
      ...(made.figures === null ? [] : [`for the hospital: ${JSON.stringify(made.figures)}`]),
    ],
  );
  return 0;
}

/** What a private release may say of pictures without looking at them. */
function publicShape({ window, mostPerPatient }: ImageOptions, isColour: boolean) {
  const unit = window === "own" ? "1" : (window.unit ?? "1");
  return { mostPerPatient, channels: isColour ? 3 : 1, unit } as const;
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 100_000)
    throw usageError("--count is a whole number from 1 to 100000");
  return number;
}

function formatOf(text: string): ImageFormat {
  if (text === "png" || text === "dicom" || text === "nifti") return text;
  throw usageError("--format is png, dicom or nifti");
}

function budgetOf(values: { readonly epsilon?: string | undefined; readonly delta?: string | undefined }) {
  const [epsilon, delta] = [Number(values.epsilon), Number(values.delta)];
  if (!(epsilon > 0 && epsilon <= 20))
    throw usageError("--engine private needs --epsilon, above 0 and at most 20");
  if (!(delta > 0 && delta < 0.01)) throw usageError("--engine private needs --delta, above 0 and below .01");
  return { epsilon, delta };
}
