import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import { keyedPrivacy } from "../../../ehr/dates/personPrivacy.ts";
import type { EhrDomain } from "../../../ehr/domain/ehrDomain.ts";
import { cryptoEntropy } from "../../../random/cryptoEntropy.ts";
import { seededEntropy } from "../../../random/testOnly.ts";
import { checkEhr } from "../checkEhr.ts";
import { importEhr } from "../importEhr.ts";
import { readOmop } from "../readOmop.ts";
import { madeUpBundle } from "../test-support/madeUpBundle.ts";
import { draftDomainFile } from "./draftDomainFile.ts";
import { readDomain } from "./readDomain.ts";
import { synthPrivateOmop } from "./synthPrivateOmop.ts";

const PATIENTS = 800;
const seed = new Uint8Array(32).fill(7);
let root = "";
const at = (name: string) => join(root, name);
const refused = (code: string) => (error: unknown) => error instanceof SymbolonError && error.code === code;

before(async () => {
  root = await mkdtemp(join(tmpdir(), "symbolon-private-omop-"));
  for (const [name, patients] of [
    ["omop", PATIENTS],
    ["few", 15],
  ] as const) {
    await writeFile(at(`${name}.ndjson`), madeUpBundle(patients));
    await importEhr(
      { kind: "fhir", files: [at(`${name}.ndjson`)], version: "R4" },
      { out: at(name), format: "csv", privacy: keyedPrivacy(new Uint8Array(32).fill(1)) },
    );
  }
});
after(() => rm(root, { recursive: true, force: true }));

const options = (name: string, read: { readonly domain: EhrDomain; readonly sha256: `0x${string}` }) =>
  ({
    ...read,
    epsilon: 4,
    delta: 1e-6,
    entropy: seededEntropy(3),
    out: at(name),
    format: "csv",
    seed,
  }) as const;

test("a draft names what many patients have, says what it was made from, and is refused until somebody vouches for it", async () => {
  const draft = await draftDomainFile(at("omop"), at("draft.json"));
  assert.deepEqual(draft.tables, { visit_occurrence: 1, "measurement, inside visits": 1 });
  assert.equal((await stat(at("draft.json"))).mode & 0o777, 0o600);
  const read = await readDomain(at("draft.json"));
  assert.match(read.domain.drafted ?? "", /from records: the OMOP tables in omop/);
  assert.equal(read.domain.tables[1]!.codes[0]!.name, "LOINC:718-7, UCUM:g/L");
  await assert.rejects(synthPrivateOmop(at("omop"), options("never", read)), refused("E1011"));
  await assert.rejects(stat(at("never")));
  await assert.rejects(draftDomainFile(at("few"), at("never.json")), refused("E1006"));
  await assert.rejects(readDomain(at("omop")), refused("E1005"));
});

test("private patients are OMOP tables without a fault, under exact conditions, and the report holds the promise and nothing of the records", async () => {
  const read = await readDomain(at("draft.json"));
  const report = await synthPrivateOmop(at("omop"), {
    ...options("made", read),
    entropy: cryptoEntropy(),
    vouchedBy: "the test",
    patients: 150,
    where: [
      { column: "died", level: "yes" },
      { column: "sex", level: "male" },
    ],
  });
  assert.deepEqual([report.violations, report.findings], [0, 0]);
  assert.deepEqual([report.rows.person, report.rows.death, report.patients.written], [150, 150, 150]);
  assert.deepEqual([report.differentiallyPrivate, report.privacy.guarantee], [true, true]);
  assert.deepEqual(
    [report.privacy.unit, report.privacy.relation, report.privacy.epsilon],
    ["patient", "add-remove", 4],
  );
  assert.equal(report.domain.vouchedBy, "the test");
  assert.equal(report.domain.sha256, read.sha256);
  const spent = report.charges.reduce((sum, { rho }) => sum + rho, 0);
  assert.ok(spent > 0 && spent <= Number(report.privacy.rhoMicro) / 1e6 + 1e-9, String(spent));
  for (const part of ["patients", "visit_occurrence, when", "measurement, what"])
    assert.ok(
      report.charges.some(({ what }) => what.startsWith(part)),
      part,
    );
  // Not the number of patients: what noise of this budget leaves of it is some patients off (the chance of hitting it is 1 in 20 or so, so not asserted).
  assert.ok(Math.abs(report.patients.estimated - PATIENTS) < 100);
  assert.deepEqual((await checkEhr(at("made"))).findings.list, []);
  const made = await readOmop(at("made"));
  assert.ok(made.person.every(({ gender_source_value }) => gender_source_value === "male"));
  assert.ok(made.measurement.length > 50);
  for (const { value_as_number, unit_source_value } of made.measurement) {
    assert.ok(value_as_number === undefined || Number.isInteger(value_as_number));
    assert.equal(unit_source_value, "UCUM:g/L");
  }
});

test("nothing is copied: vocabulary, sources and keys of the folder are not in what is written, and its number of patients is not by default", async () => {
  const read = await readDomain(at("draft.json"));
  const marked = await readOmop(at("omop"));
  const report = await synthPrivateOmop(at("omop"), { ...options("default", read), vouchedBy: "the test" });
  assert.equal(report.differentiallyPrivate, false);
  assert.equal(report.patients.written, report.patients.estimated);
  // The seeds are fixed.
  assert.notEqual(report.patients.written, PATIENTS);
  const made = await readOmop(at("default"));
  assert.equal(made.cdm_source.length, 0);
  const pseudonyms = new Set(marked.person.map(({ person_source_value }) => person_source_value));
  assert.ok(made.person.every(({ person_source_value }) => !pseudonyms.has(person_source_value ?? "none")));
  const systems = made.vocabulary.map(({ vocabulary_id }) => vocabulary_id);
  assert.deepEqual(systems, ["ActCode", "LOINC", "None", "UCUM"]);
  const text = await readFile(at("draft.json"), "utf8");
  for (const { concept_id } of made.concept)
    assert.ok([0, 32817].includes(concept_id) || text.includes(String(concept_id)), String(concept_id));
});
