import { mkdtempSync, rmSync } from "node:fs";
import { writeImageHospital } from "./src/jobs/test-support/imageHospital.ts";
import { smoothImages } from "./src/imaging/test-support/smoothImages.ts";
import { openHospital } from "./src/jobs/provider/openHospital.ts";
import { holdoutSplit } from "./src/tabular/hospital/holdoutSplit.ts";
import { makeImages } from "./src/jobs/provider/products/makeImages.ts";
import { combineReport } from "./src/evaluate/combineReport.ts";
const [n, rows, tries, secret, first] = process.argv.slice(2).map(Number);
const cpu = () => process.cpuUsage().user / 1e6;
const dir = mkdtempSync("/tmp/imgx/h");
const hospital = await openHospital(await writeImageHospital(dir, "Test", smoothImages(n!, 1)), `${dir}/state`);
const holdout = holdoutSplit(n!, new Uint8Array(32).fill(secret!));
for (let t = 0; t < tries!; t++) {
  const c = cpu(), w = performance.now();
  const made = await makeImages(hospital, { rows } as never, { training: holdout.map((h) => 1 - h), holdout }, new Uint8Array(32).fill(t + first!));
  console.log("cpu", (cpu() - c).toFixed(1), "wall", ((performance.now() - w) / 1000).toFixed(1));
  if (made === null) { console.log("null"); continue; }
  console.log(JSON.stringify(made.calibration), made.file.length, JSON.stringify(made.report.images));
  console.log(JSON.stringify(made.report.privacy.membership.map(({ attack, auc, tprAt1PercentFpr }) => [attack, auc.value, auc.high, tprAt1PercentFpr.value])), made.report.fidelity.tvd.twoWay, made.report.fidelity.ceiling.twoWay);
  console.log(combineReport(made.report, { maxMeanTvd1: 1, maxMeanTvd2: 1, maxMiaAuc: 1 }).reasons);
}
rmSync(dir, { recursive: true });
