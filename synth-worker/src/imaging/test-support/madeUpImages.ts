import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import { normalStream } from "../../random/normalStream.ts";
import type { ImageSet } from "../imageSet.ts";

/** Images of 8 x 8 with a bright bar, lying or standing by class, at a random place with a random blur and noise; one image per patient. */
export function madeUpImages(count: number, seed: number): ImageSet {
  const stream = fastStream(keystream(new Uint8Array(32).fill(seed), "made up"));
  const normal = normalStream(stream);
  const labels = Uint16Array.from({ length: count }, (_, i) => i % 2);
  const pixels = Float32Array.from({ length: count * 64 }, () => 0);
  labels.forEach((label, i) => {
    const place = 1.5 + (5 * stream.nextUint32()) / 4294967296;
    const spread = 0.6 + stream.nextUint32() / 4294967296;
    const tilt = 0.25 * normal();
    for (let y = 0; y < 8; y++) {
      for (let x = 0; x < 8; x++) {
        const [along, across] = label === 0 ? [x, y] : [y, x];
        const distance = across - place - tilt * (along - 3.5);
        const value = Math.exp((-distance * distance) / (2 * spread * spread)) + 0.03 * normal();
        pixels[i * 64 + y * 8 + x] = Math.min(1, Math.max(0, value));
      }
    }
  });
  return {
    count,
    width: 8,
    height: 8,
    channels: 1,
    window: { low: 0, high: 1, unit: "1" },
    classNames: ["lying", "standing"],
    pixels,
    labels,
    subjects: Uint32Array.from(labels.keys()),
  };
}
