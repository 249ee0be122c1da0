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
const stream = keystream(new Uint8Array(32).fill(1), "split");
const out: number[] = [], inn: number[] = [];
for (let i = 0; i < all.count; i++) (stream.nextBelow(5) === 0 ? out : inn).push(i);
const holdout = pickImages(all, out);
const seed = new Uint8Array(32).fill(2);
const { training, heldOut } = splitPatients(pickImages(all, inn), seed);
const tensors = await openTensors();
const report = (name: string, made: ImageSet) => {
  const f = fidelityOf({ synthetic: featureTable(made), training: featureTable(training), holdout: featureTable(holdout) });
  const m = patientMembership(made, training, holdout);
  console.log(name, "auc", m.auc.value.toFixed(3), m.auc.high.toFixed(3), "tpr", m.tprAt1PercentFpr.value.toFixed(3), "tvd", f.tvd.oneWay.toFixed(3), f.tvd.twoWay.toFixed(3), "ceil", f.ceiling.twoWay!.toFixed(3), "c2st", f.c2st?.value.toFixed(3), "acc", accuracyOf(made, holdout).toFixed(3), "div", diversity(made).toFixed(3), diversity(training).toFixed(3));
  console.log("   ", f.columns.map((c) => `${c.name}:${c.tvd.toFixed(2)}`).join(" "));
};


import { normalStream } from "./src/random/normalStream.ts";
import { fastStream } from "./src/random/fastStream.ts";
import { symmetricEigen } from "./src/imaging/linear/symmetricEigen.ts";
const D = 64;
const covOf = (set: ImageSet, rows: number[], mean: Float64Array) => { const c = new Float64Array(D * D); for (const i of rows) for (let a = 0; a < D; a++) { const va = set.pixels[i * D + a]! - mean[a]!; for (let b = 0; b < D; b++) c[a * D + b]! += va * (set.pixels[i * D + b]! - mean[b]!) / rows.length; } return c; };
const meanOf = (set: ImageSet, rows: number[]) => { const m = new Float64Array(D); for (const i of rows) for (let a = 0; a < D; a++) m[a]! += set.pixels[i * D + a]! / rows.length; return m; };
const sqrtOf = (c: Float64Array) => { const { values, vectors } = symmetricEigen(c, D); return { values, vectors }; };
const classes = [...Array(10).keys()].map((c) => [...training.labels.keys()].filter((i) => training.labels[i] === c));
const means = classes.map((rows) => meanOf(training, rows));
const covs = classes.map((rows, c) => covOf(training, rows, means[c]!));
const pooled = new Float64Array(D * D); covs.forEach((cov, c) => cov.forEach((v, k) => { pooled[k]! += v * classes[c]!.length / training.count; }));
for (const count of [500, 2000]) for (const lambda of [0, 0.3, 0.6]) {
  const labels = proportionalLabels(training, count);
  const normal = normalStream(fastStream(keystream(seed, "g")));
  const roots = covs.map((cov) => sqrtOf(cov.map((v, k) => (1 - lambda) * v + lambda * pooled[k]!)));
  const pixels = new Float32Array(labels.length * D);
  labels.forEach((c, i) => { const { values, vectors } = roots[c]!; const x = means[c]!.slice(); for (let k = 0; k < D; k++) { const z = normal() * Math.sqrt(Math.max(0, values[k]!)); for (let a = 0; a < D; a++) x[a]! += z * vectors[k * D + a]!; } for (let a = 0; a < D; a++) pixels[i * D + a] = Math.min(1, Math.max(0, x[a]!)); });
  report(`gauss ${lambda} n=${count}`, { ...training, count: labels.length, labels, pixels, subjects: new Uint32Array(0) });
}
report("real holdout half", { ...pickImages(holdout, [...holdout.labels.keys()].filter((i) => i % 2 === 0)), subjects: new Uint32Array(0) });
