import { readFileSync } from "node:fs";
import type { ImageSet } from "./src/imaging/imageSet.ts";
import { pickImages } from "./src/imaging/pickImages.ts";
import { splitPatients } from "./src/imaging/splitPatients.ts";
import { fitFlow } from "./src/imaging/flow/fitFlow.ts";
import { sampleFlow } from "./src/imaging/flow/sampleFlow.ts";
import { openTensors } from "./src/imaging/tensors/openTensors.ts";
import { proportionalLabels } from "./src/imaging/proportionalLabels.ts";
import { featureTable } from "./src/imaging/measures/featureTable.ts";
import { patientMembership } from "./src/imaging/measures/patientMembership.ts";
import { accuracyOf } from "./src/imaging/measures/accuracyOf.ts";
import { encodeLatents } from "./src/imaging/linear/encodeLatents.ts";
import { decodeLatents } from "./src/imaging/linear/decodeLatents.ts";
import { fidelityOf } from "./src/evaluate/fidelity/fidelityOf.ts";
import { keystream } from "./src/random/keystream.ts";
import { diversity } from "./src/imaging/measures/diversity.ts";
const lines = readFileSync("/work/shared/data/digits_8x8/digits.csv", "utf8").trim().split("\n").slice(1).map((l) => l.split(",").map(Number));
const all: ImageSet = { count: lines.length, width: 8, height: 8, channels: 1, window: { low: 0, high: 255, unit: "1" }, classNames: [..."0123456789"],
  pixels: Float32Array.from(lines.flatMap((l) => l.slice(0, 64).map((v) => v / 16))), labels: Uint16Array.from(lines, (l) => l[64]!), subjects: Uint32Array.from(lines.keys()) };

import { normalStream } from "./src/random/normalStream.ts";
import { fastStream } from "./src/random/fastStream.ts";
import { symmetricEigen } from "./src/imaging/linear/symmetricEigen.ts";
const D = 64;
const gauss = (set: ImageSet, labels: Uint16Array, lambda: number, seed: Uint8Array): ImageSet => {
  const classes = [...Array(10).keys()].map((c) => [...set.labels.keys()].filter((i) => set.labels[i] === c));
  const means = classes.map((rows) => { const m = new Float64Array(D); for (const i of rows) for (let a = 0; a < D; a++) m[a]! += set.pixels[i * D + a]! / rows.length; return m; });
  const covs = classes.map((rows, k) => { const c = new Float64Array(D * D); for (const i of rows) for (let a = 0; a < D; a++) { const va = set.pixels[i * D + a]! - means[k]![a]!; for (let b = 0; b < D; b++) c[a * D + b]! += va * (set.pixels[i * D + b]! - means[k]![b]!) / rows.length; } return c; });
  const pooled = new Float64Array(D * D); covs.forEach((cov, c) => cov.forEach((v, k) => { pooled[k]! += v * classes[c]!.length / set.count; }));
  const normal = normalStream(fastStream(keystream(seed, "g")));
  const roots = covs.map((cov) => symmetricEigen(cov.map((v, k) => (1 - lambda) * v + lambda * pooled[k]!), D));
  const pixels = new Float32Array(labels.length * D);
  labels.forEach((c, i) => { const { values, vectors } = roots[c]!; const x = means[c]!.slice(); for (let k = 0; k < D; k++) { const z = normal() * Math.sqrt(Math.max(0, values[k]!)); for (let a = 0; a < D; a++) x[a]! += z * vectors[k * D + a]!; } for (let a = 0; a < D; a++) pixels[i * D + a] = Math.min(1, Math.max(0, x[a]!)); });
  return { ...set, count: labels.length, labels, pixels, subjects: new Uint32Array(0) };
};
for (let split = 1; split <= 6; split++) {
  const stream = keystream(new Uint8Array(32).fill(split), "split");
  const out: number[] = [], inn: number[] = [];
  for (let i = 0; i < all.count; i++) (stream.nextBelow(5) === 0 ? out : inn).push(i);
  const holdout = pickImages(all, out);
  const seed = new Uint8Array(32).fill(split + 1);
  const { training, heldOut } = splitPatients(pickImages(all, inn), seed);
  const labels = proportionalLabels(training, 500);
  const line: string[] = [];
  for (const [name, made] of [["g0", gauss(training, labels, 0, seed)], ["g1", gauss(training, labels, 1, seed)], ["null", gauss(heldOut, labels, 0.5, seed)]] as const) line.push(`${name} ${patientMembership(made, training, holdout).auc.value.toFixed(3)}`);
  console.log(split, line.join(" "));
}
