import type { Tensor, Tensor2D, Tensor3D } from "@tensorflow/tfjs-core";
import type { Tensors } from "../tensors/openTensors.ts";
import type { MomentModel } from "./momentModel.ts";

const STEPS = 120;
const RATE = 0.03;

/**
 * Moves points so that, class by class, the mean of their random Fourier features comes near to the released one: gradient steps (Adam) on the squared
 * distance, along the axes that stand out of the noise only, so that noise in other directions is not fitted. `points` are coordinates on the model's axes
 * (row-major, classes x each x axes), changed in place; `targets` are the mean embeddings per class. Post-processing: costs nothing.
 */
export function matchEmbedding(
  { tf }: Tensors,
  { mean, axes, rank }: MomentModel,
  frequencies: Float32Array,
  targets: Float32Array,
  points: Float32Array,
): void {
  const n = mean.length;
  const waves = frequencies.length / n;
  const classes = targets.length / (2 * waves);
  const rows = points.length / n;
  const each = rows / classes;
  const first = new Float32Array(points.length);
  const second = new Float32Array(points.length);
  const fixed = tf.tidy(() => {
    const direct = tf.tensor2d(frequencies, [waves, n]);
    const axis = tf.tensor2d(Float32Array.from(axes), [n, n]);
    const target = tf.tensor2d(targets, [classes, 2 * waves]);
    return {
      direct,
      turned: tf.transpose(direct),
      axis,
      axisTurned: tf.transpose(axis),
      middle: tf.tensor1d(Float32Array.from(mean)),
      cosines: tf.slice(target, [0, 0], [classes, waves]),
      sines: tf.slice(target, [0, waves], [classes, waves]),
    };
  });
  const slope = (): Float32Array =>
    tf
      .tidy(() => {
        const placed: Tensor2D = tf.add(tf.matMul(tf.tensor2d(points, [rows, n]), fixed.axis), fixed.middle);
        const angles = tf.matMul(tf.clipByValue(placed, 0, 1), fixed.turned);
        const unit = (part: Tensor): Tensor3D =>
          tf.reshape(tf.mul(part, 1 / Math.sqrt(waves)), [classes, each, waves]);
        const cosine = unit(tf.cos(angles));
        const sine = unit(tf.sin(angles));
        const gap = (part: Tensor3D, target: Tensor2D): Tensor3D =>
          tf.reshape(tf.sub(tf.mean(part, 1), target), [classes, 1, waves]);
        const turn: Tensor3D = tf.sub(
          tf.mul(cosine, gap(sine, fixed.sines)),
          tf.mul(sine, gap(cosine, fixed.cosines)),
        );
        const pixels = tf.matMul(tf.reshape(turn, [rows, waves]) as Tensor2D, fixed.direct);
        return tf.matMul(pixels, fixed.axisTurned).dataSync() as Float32Array;
      })
      .slice();
  for (let step = 1; step <= STEPS; step++) {
    const gradient = slope();
    const rate = (RATE * (step > 0.7 * STEPS ? 0.3 : 1)) / (1 - 0.9 ** step);
    const correction = 1 / (1 - 0.99 ** step);
    for (let i = 0; i < points.length; i++) {
      if (i % n >= rank) continue;
      first[i] = 0.9 * first[i]! + 0.1 * gradient[i]!;
      second[i] = 0.99 * second[i]! + 0.01 * gradient[i]! ** 2;
      points[i]! -= (rate * first[i]!) / (Math.sqrt(second[i]! * correction) + 1e-9);
    }
  }
  tf.dispose(fixed);
}
