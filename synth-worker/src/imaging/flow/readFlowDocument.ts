import { fromHex, type Hex, SymbolonError } from "@symbolon/protocol";
import { z } from "zod";
import type { FlowModel } from "./flowModel.ts";
import { flowLayers } from "./flowShape.ts";

const whole = z.int().positive();
const numbers = z
  .string()
  .regex(/^0x([0-9a-f]{8})*$/)
  .transform((text) => {
    const view = new DataView(fromHex(text as Hex).buffer);
    return Float32Array.from({ length: view.byteLength >> 2 }, (_, i) => view.getFloat32(4 * i, true));
  });
const schema = z.strictObject({
  format: z.literal("symbolon-image-flow/1"),
  width: whole,
  height: whole,
  channels: z.union([z.literal(1), z.literal(3)]),
  window: z.strictObject({ low: z.number(), high: z.number(), unit: z.string() }),
  classNames: z.array(z.string()).min(1),
  shape: z.strictObject({ latents: whole, classes: whole, width: whole, blocks: whole }),
  components: whole,
  dimensions: whole,
  mean: numbers,
  basis: numbers,
  scales: numbers,
  parameters: numbers,
});

/** The model of a document that flowDocument made. Throws E1006 when the document is another one or its numbers do not fit together. */
export function readFlowDocument(document: unknown): FlowModel {
  const read = schema.safeParse(document);
  if (!read.success) throw fault(read.error.issues[0]!.message);
  const { format: _, components, dimensions, mean, basis, scales, ...model } = read.data;
  const { width, height, channels, shape, classNames, parameters } = model;
  const fits =
    dimensions === width * height * channels &&
    mean.length === dimensions &&
    basis.length === components * dimensions &&
    scales.length === components &&
    shape.latents === components &&
    shape.classes === classNames.length &&
    parameters.length === flowLayers(shape).parameters;
  if (!fits) throw fault("its numbers do not fit together");
  return { ...model, space: { components, dimensions, mean, basis, scales } };
}

function fault(reason: string): SymbolonError {
  return new SymbolonError("E1006", { document: "the image model", reason });
}
