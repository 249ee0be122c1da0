import type { Tensor2D } from "@tensorflow/tfjs-core";
import type { Tensors } from "../tensors/openTensors.ts";
import { type FlowLayer, type FlowShape, flowLayers } from "./flowShape.ts";

/** Velocities, or the loss and its gradient, of a residual network with SiLU units. All arrays are row-major. */
export type FlowNetwork = {
  /** Velocity of each row of `inputs` (flowInputs). */
  readonly velocity: (parameters: Float32Array, inputs: Float32Array) => Float32Array;
  /** Mean over rows and latents of (velocity - target)^2. */
  readonly loss: (parameters: Float32Array, inputs: Float32Array, targets: Float32Array) => number;
  /** The gradient of that loss, as flat as the parameters. */
  readonly gradient: (parameters: Float32Array, inputs: Float32Array, targets: Float32Array) => Float32Array;
};

type Layer = { readonly weights: Tensor2D; readonly biases: Tensor2D };

/**
 * The flow's network on a tensor backend. The gradient is written out by hand: the core package registers none, and products with a transposed factor run
 * about 20 times slower on the WebAssembly backend than a product of what was transposed before (measured: 220 against 8 ms for 512 x 256 x 512).
 */
export function flowNetwork({ tf }: Tensors, shape: FlowShape): FlowNetwork {
  const { layers, parameters: size } = flowLayers(shape);
  const load = (parameters: Float32Array): Layer[] =>
    layers.map(({ inputs, outputs, weights, biases }) => ({
      weights: tf.tensor2d(parameters.subarray(weights, weights + inputs * outputs), [inputs, outputs]),
      biases: tf.tensor2d(parameters.subarray(biases, biases + outputs), [1, outputs]),
    }));
  const dense = (input: Tensor2D, { weights, biases }: Layer): Tensor2D =>
    tf.add(tf.matMul(input, weights), biases);
  const matrix = (values: Float32Array, columns: number): Tensor2D =>
    tf.tensor2d(values, [values.length / columns, columns]);

  const forward = (parameters: Float32Array, inputs: Float32Array) => {
    const loaded = load(parameters);
    const input = matrix(inputs, layers[0]!.inputs);
    const before: Tensor2D[] = [];
    const outputs: Tensor2D[] = [];
    loaded.slice(0, -1).forEach((layer, l) => {
      const z: Tensor2D = dense(l === 0 ? input : outputs[l - 1]!, layer);
      const unit: Tensor2D = tf.mul(z, tf.sigmoid(z));
      before.push(z);
      outputs.push(l === 0 ? unit : tf.add(outputs[l - 1]!, unit));
    });
    return { loaded, input, before, outputs, velocity: dense(outputs.at(-1)!, loaded.at(-1)!) };
  };

  return {
    velocity: (parameters, inputs) =>
      tf.tidy(() => forward(parameters, inputs).velocity.dataSync() as Float32Array).slice(),
    loss: (parameters, inputs, targets) =>
      tf.tidy(() => {
        const { velocity } = forward(parameters, inputs);
        const error = tf.sub(velocity, matrix(targets, shape.latents));
        return tf.mean(tf.mul(error, error)).dataSync()[0]!;
      }),
    gradient: (parameters, inputs, targets) => {
      const out = new Float32Array(size);
      const put = ({ weights, biases }: FlowLayer, input: Tensor2D, slope: Tensor2D): void => {
        out.set(tf.matMul(tf.transpose(input), slope).dataSync(), weights);
        out.set(tf.sum(slope, 0).dataSync(), biases);
      };
      tf.tidy(() => {
        const { loaded, input, before, outputs, velocity } = forward(parameters, inputs);
        const error = tf.sub(velocity, matrix(targets, shape.latents));
        const slope: Tensor2D = tf.mul(error, 2 / error.size);
        put(layers.at(-1)!, outputs.at(-1)!, slope);
        let back: Tensor2D = tf.matMul(slope, tf.transpose(loaded.at(-1)!.weights));
        for (let l = before.length - 1; l >= 0; l--) {
          const z = before[l]!;
          const gate = tf.sigmoid(z);
          // d silu(z) / dz = s + z s (1 - s).
          const own: Tensor2D = tf.mul(back, tf.add(gate, tf.mul(tf.mul(z, gate), tf.sub(1, gate))));
          put(layers[l]!, l === 0 ? input : outputs[l - 1]!, own);
          if (l > 0) back = tf.add(back, tf.matMul(own, tf.transpose(loaded[l]!.weights)));
        }
      });
      return out;
    },
  };
}
