import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { canonicalJson, EvaluationReport } from "@symbolon/protocol";
import { readMixedTables } from "../../data/readMixedTables.ts";
import type { MixedColumn, MixedTable } from "../../math/mixedTable.ts";
import { pickRecords } from "../../math/pickRecords.ts";
import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import { discloseReport } from "./discloseReport.ts";
import { type EvaluationOptions, evaluateMixed } from "./evaluateMixed.ts";
import { splitByPosition } from "./splitByPosition.ts";

const FILE = join(import.meta.dirname, "../../../../examples/breast/rotterdam.csv");

/** Public, fixed choices: every test always passes or always fails. */
const streamOf = (name: string) => fastStream(keystream(new Uint8Array(32).fill(5), name));

function shuffled(rows: number, name: string): Int32Array {
  const stream = streamOf(name);
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  for (let i = rows - 1; i > 0; i--) {
    const j = stream.nextBelow(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** The table with every column's cells replaced where `replace` says so by those of another record. */
function mixedUp(table: MixedTable, share: number): MixedTable {
  const stream = streamOf(`cells ${share}`);
  const columns = table.columns.map((column, c): MixedColumn => {
    const order = shuffled(table.rows, `order ${c}`);
    const source = (row: number) => (stream.nextBelow(1000) < 1000 * share ? order[row]! : row);
    const places = Int32Array.from({ length: table.rows }, (_, row) => source(row));
    return pickRecords({ rows: table.rows, columns: [column] }, places).columns[0]!;
  });
  return { rows: table.rows, columns };
}

describe("the whole evaluation, on breast cancer records of this repository", {
  skip: !existsSync(FILE),
}, () => {
  let training: MixedTable;
  let holdout: MixedTable;
  let other: MixedTable;
  const label = (name: string) => ({ name, sha256: `0x${"0".repeat(64)}` as const });
  const options = (more: Partial<EvaluationOptions> = {}): EvaluationOptions => ({
    labels: { synthetic: label("s.csv"), training: label("t.csv"), holdout: label("h.csv") },
    releaseClass: "unknown",
    disclosure: "exact",
    utility: { survival: [{ time: "dtime", event: "death", positive: "1" }] },
    ...more,
  });
  const judged = (synthetic: MixedTable, more: Partial<EvaluationOptions> = {}) =>
    evaluateMixed({ synthetic, training, holdout }, options(more));
  const failures = (report: EvaluationReport) =>
    report.verdict.checks.filter(({ passed }) => !passed).map(({ id }) => id);

  before(async () => {
    const { training: real } = await readMixedTables({ training: FILE, synthetic: FILE });
    const columns = real.table.columns.filter(({ name }) => name !== "pid" && name !== "rtime");
    const order = shuffled(real.table.rows, "thirds");
    const third = Math.floor(order.length / 3);
    const table = { rows: real.table.rows, columns };
    [training, holdout, other] = [0, 1, 2].map((i) =>
      pickRecords(table, order.slice(i * third, (i + 1) * third)),
    ) as [MixedTable, MixedTable, MixedTable];
  });

  test("fresh records of the same kind pass, and the report is what the schema says", () => {
    const report = judged(other);
    assert.deepEqual(failures(report), []);
    assert.equal(report.verdict.passed, true);
    assert.match(report.verdict.words, /No attack/);
    assert.deepEqual(EvaluationReport.parse(JSON.parse(JSON.stringify(report))), report);
  });

  test("the same inputs give the same bytes", () => {
    assert.equal(canonicalJson(judged(other)), canonicalJson(judged(other)));
  });

  test("a copy, a half copy and a bootstrap of the training records fail on privacy", () => {
    const half = Math.floor(training.rows / 2);
    const stream = streamOf("bootstrap");
    const files = {
      copy: training,
      half: pickRecords(
        { rows: training.rows, columns: training.columns },
        Int32Array.from({ length: half }, (_, row) => row),
      ),
      bootstrap: pickRecords(
        training,
        Int32Array.from({ length: training.rows }, () => stream.nextBelow(training.rows)),
      ),
    };
    for (const [name, file] of Object.entries(files)) {
      const report = judged(file);
      assert.equal(report.verdict.passed, false, name);
      for (const id of ["membership", "exact-copies"])
        assert.ok(failures(report).includes(id), `${name}: ${failures(report).join(" ")}`);
      assert.match(report.verdict.words, /Do not hand this file out/);
    }
  });

  test("training records with 30 % of their cells replaced fail on privacy", () => {
    assert.ok(failures(judged(mixedUp(training, 0.3))).includes("membership"));
  });

  test("shuffled columns fail on likeness", () => {
    const failed = failures(judged(mixedUp(other, 1)));
    for (const id of ["prediction", "calibration"]) assert.ok(failed.includes(id), failed.join(" "));
  });

  test("without held-out records nothing is said about privacy, and nothing passes", () => {
    const [seen, unseen] = splitByPosition(training);
    const report = evaluateMixed(
      { synthetic: other, training: seen, holdout: unseen },
      options({ isHeldOut: false }),
    );
    assert.equal(report.verdict.passed, false);
    assert.deepEqual(report.privacy.membership, []);
    assert.match(report.verdict.words, /could not be judged/);
    assert.match(report.verdict.limits.join(), /No held-out records/);
  });

  test("a proof bounds what an attack is believed to reach", () => {
    const proof = { epsilon: 1, delta: 1e-6, mu: 0.24 };
    const report = judged(other, { releaseClass: "private", proof });
    const check = report.verdict.checks.find(({ id }) => id === "membership")!;
    assert.ok(check.value! <= report.privacy.proof!.maxMembershipAuc + 1e-6);
    assert.equal(report.verdict.passed, true);
  });

  test("what leaves the hospital has three decimals, no small cell, no long curve and no exact number of records", () => {
    const report = judged(other, { disclosure: "rounded" });
    assert.equal(report.disclosure, "rounded");
    assert.equal(report.holdout.rows % 10, 0);
    for (const { bars } of report.fidelity.columns) {
      for (const share of bars.real) if (share !== null && share > 0) assert.ok(share * holdout.rows >= 9.5);
      assert.notEqual(bars.real.filter((share) => share === null).length, 1);
    }
    for (const { kaplanMeier } of report.utility.survival) assert.ok(kaplanMeier.real.x.length <= 40);
    const visit = (value: unknown, path: string): void => {
      if (typeof value === "number")
        assert.ok(Math.abs(value * 1000 - Math.round(value * 1000)) < 1e-6, path);
      else if (typeof value === "object" && value !== null)
        for (const [name, each] of Object.entries(value)) visit(each, `${path}.${name}`);
    };
    visit(report, "report");
    assert.equal(report.verdict.passed, judged(other).verdict.passed);
  });
});

test("a single suppressed bar takes the smallest other with it, because shares add up to one", () => {
  const report = {
    training: { rows: 100 },
    holdout: { rows: 100 },
    fidelity: {
      columns: [
        { missingReal: 0.02, bars: { labels: ["a", "b", "c"], real: [0.6, 0.35, 0.05], synthetic: [] } },
      ],
    },
    utility: { tasks: [], survival: [] },
    privacy: { membership: [] },
  } as unknown as EvaluationReport;
  const { fidelity } = discloseReport(report, "rounded");
  assert.deepEqual(fidelity.columns[0]!.bars.real, [0.6, null, null]);
  assert.equal(fidelity.columns[0]!.missingReal, null);
});

test("a file of one record has no halves", () => {
  assert.throws(() => splitByPosition({ rows: 1, columns: [] }), RangeError);
});
