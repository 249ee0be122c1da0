import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import { normalStream } from "../../random/normalStream.ts";
import type { ImageSet } from "../imageSet.ts";

const SIDE = 8;
/** Cosines across and down the picture, and the deviation of their weights. */
const WAVES = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
  [2, 0],
] as const;
const DEVIATION = 0.08;

/**
 * Images of 8 x 8 that are sums of five smooth waves with Gaussian weights, brighter in one of two classes; one per patient. There is so little in them
 * that a generator learns it from some thousand patients without knowing any: what a release needs to pass.
 */
export function smoothImages(count: number, seed: number): ImageSet {
  const normal = normalStream(fastStream(keystream(new Uint8Array(32).fill(seed), "smooth")));
  const labels = Uint16Array.from({ length: count }, (_, i) => i % 2);
  const pixels = new Float32Array(count * SIDE * SIDE);
  labels.forEach((label, i) => {
    const weights = WAVES.map(() => DEVIATION * normal());
    const middle = 0.4 + 0.2 * label;
    for (let y = 0; y < SIDE; y++)
      for (let x = 0; x < SIDE; x++) {
        const value = WAVES.reduce(
          (sum, [across, down], k) => sum + weights[k]! * wave(across, x) * wave(down, y),
          middle,
        );
        pixels[(i * SIDE + y) * SIDE + x] = Math.min(1, Math.max(0, value));
      }
  });
  return {
    count,
    width: SIDE,
    height: SIDE,
    channels: 1,
    window: { low: 0, high: 255, unit: "1" },
    classNames: ["dark", "bright"],
    pixels,
    labels,
    subjects: Uint32Array.from(labels.keys()),
  };
}

const wave = (frequency: number, place: number) => Math.cos((Math.PI * frequency * (place + 0.5)) / SIDE);
