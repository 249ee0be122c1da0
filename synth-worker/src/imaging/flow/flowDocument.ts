import { digestOfDocument, type Hex, toHex } from "@symbolon/protocol";
import type { FlowModel } from "./flowModel.ts";

/** A flow model as canonical JSON: numbers of 32 bits as little-endian hexadecimal. `digest` is the document's, as everywhere in the market. */
export type FlowDocument = { readonly format: "symbolon-image-flow/1" } & Record<string, unknown>;

/** The document of a model, and its digest: the same model gives the same bytes on every machine. Holds sums of training images: it stays in the house. */
export function flowDocument(model: FlowModel): { document: FlowDocument; digest: Hex } {
  const { width, height, channels, window, classNames, space, shape, parameters } = model;
  const document = {
    format: "symbolon-image-flow/1" as const,
    width,
    height,
    channels,
    window,
    classNames,
    shape,
    components: space.components,
    dimensions: space.dimensions,
    mean: hexOf(space.mean),
    basis: hexOf(space.basis),
    scales: hexOf(space.scales),
    parameters: hexOf(parameters),
  };
  return { document, digest: digestOfDocument(document) };
}

function hexOf(values: Float32Array): Hex {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, i) => {
    view.setFloat32(4 * i, value, true);
  });
  return toHex(new Uint8Array(view.buffer));
}
