/** The network of a flow: `latents` in and out, `classes` as one-hot input, `blocks` residual layers of `width`. */
export type FlowShape = {
  readonly latents: number;
  readonly classes: number;
  readonly width: number;
  readonly blocks: number;
};

/** Sines and cosines of the time that the network sees: frequencies 1, 2, ..., TIME_WAVES half turns. */
export const TIME_WAVES = 8;

/** One dense layer's place in the flat parameters: weights (inputs x outputs, row-major) at `weights`, biases at `biases`. */
export type FlowLayer = {
  readonly inputs: number;
  readonly outputs: number;
  readonly weights: number;
  readonly biases: number;
};

/** The layers in order (first, residual ones, last), and how many parameters they have. */
export function flowLayers(shape: FlowShape): { layers: FlowLayer[]; parameters: number } {
  const sizes = [
    [shape.latents + 2 * TIME_WAVES + shape.classes, shape.width],
    ...Array.from({ length: shape.blocks }, () => [shape.width, shape.width]),
    [shape.width, shape.latents],
  ] as [number, number][];
  let parameters = 0;
  const layers = sizes.map(([inputs, outputs]) => {
    const layer = { inputs, outputs, weights: parameters, biases: parameters + inputs * outputs };
    parameters = layer.biases + outputs;
    return layer;
  });
  return { layers, parameters };
}
