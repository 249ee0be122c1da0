import { smoothImages } from "./src/imaging/test-support/smoothImages.ts";
import { pickImages } from "./src/imaging/pickImages.ts";
import { featureTable } from "./src/imaging/measures/featureTable.ts";
import { patientMembership } from "./src/imaging/measures/patientMembership.ts";
import { evaluateMixed } from "./src/evaluate/report/evaluateMixed.ts";
import { combineReport } from "./src/evaluate/combineReport.ts";
const [n, rows, seeds] = process.argv.slice(2).map(Number);
for (let seed = 1; seed <= seeds!; seed++) {
const all = smoothImages(n!, seed!);
const training = pickImages(all, [...all.labels.keys()].filter((i) => i % 5 > 1)), holdout = pickImages(all, [...all.labels.keys()].filter((i) => i % 5 === 0));
const synthetic = { ...smoothImages(rows!, seed! + 100), subjects: new Uint32Array(0) };
const m = patientMembership(synthetic, training, holdout);
const tables = { synthetic: featureTable(synthetic), training: featureTable(training), holdout: featureTable(holdout) };
const zero = `0x${"0".repeat(64)}` as const;
const report = evaluateMixed(tables, { labels: { synthetic: { name: "s", sha256: zero }, training: { name: "t", sha256: null }, holdout: { name: "h", sha256: null } }, releaseClass: "high-fidelity", disclosure: "rounded", whole: { membership: [m], sections: { } } });
console.log(n, rows, seed, report.privacy.membership.map(({ auc }) => auc.high).join(" "), report.fidelity.tvd.twoWay, report.fidelity.ceiling.twoWay, combineReport(report, { maxMeanTvd1: 1, maxMeanTvd2: 1, maxMiaAuc: 1 }).reasons.join("; "));
}
