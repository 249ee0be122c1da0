import type { Tensor2D } from "@tensorflow/tfjs-core";
import type { Tensors } from "../tensors/openTensors.ts";
import type { UnitRows } from "./gateViews.ts";

/** Distances between unit vectors, row-major (samples x training images): to the nearest view of every training image. */
export function viewDistances({ tf }: Tensors, samples: UnitRows, views: readonly UnitRows[]): Float32Array {
  const { rows, dimensions, values } = samples;
  const correlations = tf.tidy(() => {
    const own = tf.tensor2d(values, [rows, dimensions]);
    let best: Tensor2D | undefined;
    for (const view of views) {
      const turned = tf.transpose(tf.tensor2d(view.values, [view.rows, dimensions]));
      const product: Tensor2D = tf.matMul(own, turned);
      const next: Tensor2D = best === undefined ? product : tf.maximum(best, product);
      tf.dispose([turned, ...(best === undefined ? [] : [best, product])]);
      best = next;
    }
    return best!.dataSync() as Float32Array;
  });
  return correlations.map((correlation) => Math.sqrt(Math.max(0, 2 - 2 * correlation)));
}
