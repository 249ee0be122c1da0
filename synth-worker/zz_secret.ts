import { holdoutSplit } from "./src/tabular/hospital/holdoutSplit.ts";
import { smoothImages } from "./src/imaging/test-support/smoothImages.ts";
import { pickImages } from "./src/imaging/pickImages.ts";
import { splitPatients } from "./src/imaging/splitPatients.ts";
import { featureTable } from "./src/imaging/measures/featureTable.ts";
import { patientMembership } from "./src/imaging/measures/patientMembership.ts";
import { evaluateMixed } from "./src/evaluate/report/evaluateMixed.ts";
import { combineReport } from "./src/evaluate/combineReport.ts";
const [n, rows, seeds] = process.argv.slice(2).map(Number);
const all = smoothImages(n!, 1);
for (let secret = 1; secret <= seeds!; secret++) {
const flags = holdoutSplit(n!, new Uint8Array(32).fill(secret));
const { training } = splitPatients(pickImages(all, [...all.labels.keys()].filter((i) => flags[i] === 0)), new Uint8Array(32).fill(9)), holdout = pickImages(all, [...all.labels.keys()].filter((i) => flags[i] === 1));
const synthetic = { ...smoothImages(rows!, 100 + secret), subjects: new Uint32Array(0) };
const m = patientMembership(synthetic, training, holdout);
if (![1,4,5,9,12,14,15].includes(secret)) { console.log(secret, m.auc.high); continue; }
const tables = { synthetic: featureTable(synthetic), training: featureTable(training), holdout: featureTable(holdout) };
const zero = `0x${"0".repeat(64)}` as const;
const report = evaluateMixed(tables, { labels: { synthetic: { name: "s", sha256: zero }, training: { name: "t", sha256: null }, holdout: { name: "h", sha256: null } }, releaseClass: "high-fidelity", disclosure: "rounded", whole: { membership: [m], sections: { } } });
console.log(secret, report.privacy.membership.map(({ auc }) => auc.high).join(" "), report.verdict.checks.map(({ id, value }) => `${id}:${value}`).join(" "));
}
