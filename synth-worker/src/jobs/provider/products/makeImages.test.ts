import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import {
  digestOfBytes,
  digestOfDocument,
  EvaluationReport,
  type HighFidelityOrderSpec,
  unzipFiles,
  zipFiles,
} from "@symbolon/protocol";
import { combineReport } from "../../../evaluate/combineReport.ts";
import { smoothImages } from "../../../imaging/test-support/smoothImages.ts";
import { imageSchema } from "../../test-support/imageSchema.ts";
import { testWord } from "../../test-support/testOrder.ts";
import { writeImageHospital } from "../../test-support/writeImageHospital.ts";
import { checkOrderedArchive } from "../../worker/checkOrderedArchive.ts";
import type { FileClaim } from "../../worker/claims.ts";
import { type Hospital, openHospital } from "../openHospital.ts";
import type { MadeFile } from "./madeFile.ts";
import { makeImages } from "./makeImages.ts";
import { orderImages } from "./orderImages.ts";

const PATIENTS = 320;
const IMAGES = smoothImages(PATIENTS, 1);
const spec: HighFidelityOrderSpec = {
  format: "symbolon-order/3",
  chainId: 31337,
  datasetIds: ["1"],
  schemaDigest: digestOfDocument(imageSchema(IMAGES)),
  engine: "high-fidelity",
  product: "images",
  rows: 60,
  rhoMicro: "1",
  purpose: 16,
  buyerKey: testWord(6),
  thresholds: { maxMeanTvd1: 1, maxMeanTvd2: 1, maxMiaAuc: 1 },
};
const seed = (value: number) => new Uint8Array(32).fill(value);
/** Every fifth patient judges; the last ten are not in the order. */
const flags = {
  training: Uint8Array.from({ length: PATIENTS }, (_, i) => Number(i % 5 !== 0 && i < PATIENTS - 10)),
  holdout: Uint8Array.from({ length: PATIENTS }, (_, i) => Number(i % 5 === 0 && i < PATIENTS - 10)),
};

let folder: string;
let hospital: Hospital;
let made: MadeFile;
const told: string[] = [];
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-made-"));
  hospital = await openHospital(await writeImageHospital(folder, "Pictures", IMAGES), join(folder, "state"));
  made = (await makeImages(hospital, spec, flags, seed(1), (line) => told.push(line)))!;
});
after(async () => {
  hospital.records.close();
  await rm(folder, { recursive: true });
});

describe("a hospital's images for an order", () => {
  test("are of the patients whose records may be used, the others counted", async () => {
    const found = (await orderImages(hospital, spec, flags))!;
    assert.deepEqual([found.training.count, found.holdout.count], [248, 62]);
    assert.deepEqual(found.leftOut, { unknown: 2, unused: 10 });
    assert.match(told.join(), /2 of nobody with a record, 10 of records/);
    const one = (await orderImages(hospital, { classes: ["bright"] }, flags))!;
    assert.deepEqual([one.training.count, one.holdout.count], [124, 31]);
    assert.deepEqual(one.training.classNames, ["bright"]);
    const colour = {
      ...hospital,
      schema: { ...hospital.schema, images: { ...hospital.schema.images!, channels: 3 as const } },
    };
    assert.equal((await orderImages(colour, spec, flags))!.training.pixels.length, 248 * 64 * 3);
  });

  test("become an archive that nodes take for what was ordered, the same one for the same seed", async () => {
    const claim = (change: Partial<HighFidelityOrderSpec> = {}) =>
      ({
        verified: { order: { orderId: 1n }, spec: { ...spec, ...change }, schema: hospital.schema },
        folder,
      }) as unknown as FileClaim;
    await checkOrderedArchive(claim(), made.file);
    for (const change of [{ rows: 61 }, { classes: ["bright"] }])
      await assert.rejects(checkOrderedArchive(claim(change), made.file), { code: "E1006" });
    const [first, ...others] = unzipFiles(made.file, "archive");
    const larger = [{ name: first!.name, bytes: first!.bytes.with(19, 9) }, ...others];
    await assert.rejects(checkOrderedArchive(claim(), zipFiles(larger)), { code: "E1006" });
    assert.equal(digestOfBytes(made.file), made.outputHash);
    const again = (await makeImages(hospital, spec, flags, seed(1)))!;
    assert.deepEqual([again.outputHash, again.report], [made.outputHash, made.report]);
  });

  test("come with a report that a certificate can be made of, in which attacks on pictures count", () => {
    const { report, calibration } = made;
    assert.deepEqual(EvaluationReport.parse(report), report);
    assert.ok("gate" in calibration && calibration.gate!.made - calibration.gate!.keptBack === 60);
    assert.deepEqual([report.disclosure, report.releaseClass], ["rounded", "high-fidelity"]);
    assert.deepEqual([report.training.sha256, report.holdout.sha256], [null, null]);
    assert.doesNotMatch(JSON.stringify(report), /"P\d+"/);
    const { images, privacy, verdict } = report;
    assert.equal(images!.images, 60);
    assert.deepEqual(privacy.membership.at(-1)!.auc, images!.membership);
    const check = verdict.checks.find(({ id }) => id === "membership")!;
    assert.equal(check.value, Math.max(...privacy.membership.map(({ auc }) => auc.high)));
    const judge = (maxMiaAuc: number) =>
      combineReport(report, { maxMeanTvd1: 1, maxMeanTvd2: 1, maxMiaAuc }).reasons;
    assert.equal(judge(1).length === 0, verdict.passed);
    assert.ok(judge(images!.membership.high - 0.001).some((reason) => reason.startsWith("upper 95 %")));
  });

  test("are not made of fewer than fifty patients on a side, nor of a class that no picture has", async () => {
    const few = (flagged: Uint8Array, most: number) => {
      let left = most;
      return flagged.map((flag) => (flag === 1 && left-- > 0 ? 1 : 0));
    };
    const { training, holdout } = flags;
    assert.equal(await makeImages(hospital, spec, { training, holdout: few(holdout, 49) }, seed(1)), null);
    assert.equal(await makeImages(hospital, spec, { training: few(training, 61), holdout }, seed(1)), null);
    const other = { ...hospital.schema.images!, classes: ["neither"] };
    const without = { ...hospital, schema: { ...hospital.schema, images: other } };
    assert.equal(await makeImages(without, spec, flags, seed(1)), null);
  });
});
