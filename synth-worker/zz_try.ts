import { mkdirSync, readFileSync, writeFileSync, existsSync } from "node:fs";
import { encode } from "fast-png";
import { makeImages } from "./src/jobs/provider/products/makeImages.ts";
import { combineReport } from "./src/evaluate/combineReport.ts";
import { keystream } from "./src/random/keystream.ts";
const dir = "/tmp/imgx/pictures";
const lines = readFileSync("/work/shared/data/digits_8x8/digits.csv", "utf8").trim().split("\n").slice(1);
if (!existsSync(dir)) {
  mkdirSync(dir);
  const labels = ["name,label,patient"];
  lines.forEach((line, i) => {
    const cells = line.split(",").map(Number);
    const data = Uint8Array.from(cells.slice(0, 64), (v) => Math.min(255, Math.round((v * 255) / 16)));
    writeFileSync(`${dir}/${i}.png`, encode({ width: 8, height: 8, channels: 1, data }));
    labels.push(`${i}.png,${cells[64]},P${i}`);
  });
  writeFileSync(`${dir}/labels.csv`, `${labels.join("\n")}\n`);
}
const [first, rows] = process.argv.slice(2).map(Number);
const n = lines.length;
const stream = keystream(new Uint8Array(32).fill(first!), "split");
const holdout = Uint8Array.from({ length: n }, () => Number(stream.nextBelow(5) === 0));
const hospital = {
  config: { images: { folder: "pictures", plane: "axial", every: 1, patients: "named", allowText: false } },
  schema: { images: { shows: "digits", modality: "OT", size: 8, channels: 1, window: { low: 0, high: 255, unit: "1" }, classes: [..."0123456789"], mostPerPatient: 1 } },
  records: { subjects: lines.map((_, i) => `P${i}`) },
  folders: { images: dir, related: null },
} as never;
const t = performance.now();
const made = await makeImages(hospital, { rows: rows ?? 500 } as never, { training: holdout.map((h) => 1 - h), holdout }, new Uint8Array(32).fill(first! + 1));
console.log("seconds", (performance.now() - t) / 1000, process.cpuUsage().user / 1e6);
if (made === null) console.log("null");
else {
  console.log(made.calibration, made.file.length, JSON.stringify(made.report.images), JSON.stringify(made.report).length);
  console.log(made.report.privacy.membership.map(({ attack, auc, tprAt1PercentFpr }) => [attack, auc.value, auc.high, tprAt1PercentFpr.value]));
  console.log(made.report.fidelity.tvd, made.report.fidelity.ceiling, made.report.fidelity.c2st);
  console.log(combineReport(made.report, { maxMeanTvd1: 0.3, maxMeanTvd2: 0.4, maxMiaAuc: 0.6 }).reasons);
}
