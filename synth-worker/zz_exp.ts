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
const labels = proportionalLabels(training, 500);
for (const [name, options] of JSON.parse(process.argv[2]!)) {
  const { zeta = 0, ...rest } = options;
  const model = fitFlow(tensors, training, heldOut, seed, rest, { progress: (s, n, l) => process.stderr.write(`${s}:${l.toFixed(4)} `) });
  process.stderr.write("\n");
  const made = sampleFlow(tensors, model, labels, seed);
  const lat = encodeLatents(model.space, made.pixels), tr = encodeLatents(model.space, training.pixels);
  const k = model.space.components;
  const vars = (l: Float32Array) => Array.from({ length: k }, (_, d) => { let s = 0, q = 0, n = l.length / k; for (let i = 0; i < n; i++) { s += l[i * k + d]!; q += l[i * k + d]! ** 2; } return q / n - (s / n) ** 2; });
  const vm = vars(lat), vt = vars(tr);
  console.log("   var", [0, 1, 2, 5, 10, 20, 30, 40, 50, 60].filter((d) => d < k).map((d) => `${(vm[d]! / vt[d]!).toFixed(2)}`).join(" "));
  report(name, made);
  // moment matched per class (diagonal)
  const fixed = lat.slice();
  for (let c = 0; c < 10; c++) {
    const own = [...labels.keys()].filter((i) => labels[i] === c), real = [...training.labels.keys()].filter((i) => training.labels[i] === c);
    for (let d = 0; d < k; d++) {
      const st = (l: Float32Array, rows: number[]) => { const m = rows.reduce((s, i) => s + l[i * k + d]!, 0) / rows.length; return [m, Math.sqrt(rows.reduce((s, i) => s + (l[i * k + d]! - m) ** 2, 0) / rows.length)] as const; };
      const [m0, s0] = st(lat, own), [m1, s1] = st(tr, real);
      for (const i of own) fixed[i * k + d] = m1 + ((lat[i * k + d]! - m0) * s1) / Math.max(s0, 1e-6);
    }
  }
  report(`${name} matched`, { ...made, pixels: decodeLatents(model.space, fixed) });
}
