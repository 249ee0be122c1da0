import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import { keyedPrivacy } from "../../ehr/dates/personPrivacy.ts";
import { checkEhr } from "./checkEhr.ts";
import { importEhr } from "./importEhr.ts";
import { openOmop } from "./openOmop.ts";
import { synthOmop } from "./synthOmop.ts";
import { madeUpBundle } from "./test-support/madeUpBundle.ts";

const seed = new Uint8Array(32).fill(7);
let root = "";
const at = (name: string) => join(root, name);
before(async () => {
  root = await mkdtemp(join(tmpdir(), "symbolon-synth-omop-"));
  await writeFile(at("all.ndjson"), madeUpBundle(3000));
  const privacy = keyedPrivacy(new Uint8Array(32).fill(1));
  await importEhr(
    { kind: "fhir", files: [at("all.ndjson")], version: "R4" },
    { out: at("omop"), format: "csv", privacy },
  );
});
after(() => rm(root, { recursive: true, force: true }));

test("whole patients are written as OMOP tables without a fault, under the conditions asked for, or not at all", async () => {
  const report = await synthOmop(at("omop"), {
    out: at("made"),
    format: "csv",
    seed,
    mostRows: 50,
    patients: 300,
    where: [{ column: "died", level: "yes" }],
  });
  assert.equal(report.patients.training + report.patients.holdout, 3000);
  assert.notEqual(report.leaf, null, JSON.stringify(report.tried));
  assert.deepEqual([report.violations, report.findings], [0, 0]);
  assert.equal(report.rows.person, 300);
  assert.equal(report.rows.death, 300);
  assert.deepEqual((await checkEhr(at("made"))).findings.list, []);
  const source = await openOmop(at("made"));
  try {
    for await (const tables of source.batches(1000)) {
      const days = new Map(
        tables.visit_occurrence.map((row) => [row.visit_occurrence_id, row.visit_start_date]),
      );
      const linked = tables.measurement.filter(({ visit_occurrence_id }) => visit_occurrence_id !== null);
      assert.ok(linked.length > 100);
      for (const row of linked) assert.ok(days.get(row.visit_occurrence_id!)! <= row.measurement_date);
    }
  } finally {
    await source.close();
  }
});

test("too few people are refused before anything is learnt", async () => {
  await writeFile(at("few.ndjson"), madeUpBundle(20));
  await importEhr(
    { kind: "fhir", files: [at("few.ndjson")], version: "R4" },
    { out: at("few"), format: "csv", privacy: keyedPrivacy(new Uint8Array(32).fill(1)) },
  );
  await assert.rejects(
    synthOmop(at("few"), { out: at("never"), format: "csv", seed, mostRows: 50 }),
    (error) => error instanceof SymbolonError && error.code === "E1007",
  );
});
