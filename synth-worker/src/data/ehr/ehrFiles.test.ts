import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import { keyedPrivacy } from "../../ehr/dates/personPrivacy.ts";
import { handmadePatients } from "../../ehr/test-support/handmadePatients.ts";
import { pgliteServer } from "../test-support/pgliteServer.ts";
import { checkEhr } from "./checkEhr.ts";
import { ehrKey } from "./ehrKey.ts";
import { exportEhr } from "./exportEhr.ts";
import { importEhr } from "./importEhr.ts";
import { openOmop } from "./openOmop.ts";
import { partByPerson } from "./partByPerson.ts";
import { readConceptMap } from "./readConceptMap.ts";
import { type PersonEntry, readFhirFile } from "./readFhirFile.ts";

const privacy = keyedPrivacy(new Uint8Array(32).fill(1));
const unmoved = {
  boundDays: 0,
  pseudonymOf: (id: string) => id.replace(/^Patient\//, ""),
  shiftDaysOf: () => 0,
};
const resources = () =>
  handmadePatients(20).entries.map(({ resource }) => resource as Record<string, unknown>);
let root = "";
const at = (...names: string[]) => join(root, ...names);
before(async () => {
  root = await mkdtemp(join(tmpdir(), "symbolon-ehr-test-"));
  await writeFile(
    at("all.ndjson"),
    resources()
      .map((resource) => `${JSON.stringify(resource)}\n`)
      .join(""),
  );
  const entry = resources().map((resource) => ({ resource }));
  await writeFile(at("bundle.json"), JSON.stringify({ resourceType: "Bundle", type: "collection", entry }));
  await importEhr(
    { kind: "fhir", files: [at("all.ndjson")], version: "R4" },
    { out: at("omop"), format: "csv", privacy },
  );
});
after(() => rm(root, { recursive: true, force: true }));

describe("FHIR files", () => {
  test("ndjson and a Bundle of the same resources give the same tables, byte for byte, and no fault", async () => {
    await importEhr(
      { kind: "fhir", files: [at("bundle.json")], version: "R4" },
      { out: at("omop2"), format: "csv", privacy },
    );
    for (const name of await readdir(at("omop")))
      assert.equal(await readFile(at("omop2", name), "utf8"), await readFile(at("omop", name), "utf8"), name);
    assert.deepEqual((await checkEhr(at("omop"))).findings, { count: 0, byKind: {}, list: [] });
    assert.equal((await stat(at("omop", "person.csv"))).mode & 0o077, 0);
  });

  test("lines that are no JSON, no resource, or unknown types are listed with their place, and the rest is imported", async () => {
    const bad = ["{", "[1]", '{"resourceType":"Claim"}', '{"resourceType":"Patient"}', ""].join("\n");
    await writeFile(at("bad.ndjson"), bad);
    const report = await importEhr(
      { kind: "fhir", files: [at("bad.ndjson"), at("all.ndjson")], version: "R4" },
      { out: at("badout"), format: "csv", privacy },
    );
    const listed = report.refused.list
      .filter(({ file }) => file === "bad.ndjson")
      .map(({ entry, reason }) => [entry, reason]);
    assert.deepEqual(listed, [
      [1, "it is not a FHIR resource"],
      [2, "it is not a FHIR resource"],
      [4, "it has no id"],
    ]);
    assert.deepEqual(report.unmappedTypes, { Claim: 1 });
    assert.equal(report.persons, 20);
  });

  test("a line goes on over separators that JSON allows unescaped, also in a part", async () => {
    const resource = { resourceType: "Patient", id: "a\u2028b", birthDate: "1950" };
    await writeFile(at("separated.ndjson"), `${JSON.stringify(resource)}\n`);
    assert.deepEqual(
      (await Array.fromAsync(readFhirFile(at("separated.ndjson")))).map(({ entry }) => entry),
      [1],
    );
    const parts = await partByPerson(readFhirFile(at("separated.ndjson")), 2);
    const found = (await Array.fromAsync(parts.parts())).flat();
    await parts.close();
    assert.deepEqual(
      found.map((each) => each.resource),
      [resource],
    );
  });

  test("no file of the output and no word of the report holds a name, an address, an identifier or a source id", async () => {
    const secrets = /Maria|Example|Secret|Somewhere|MRN-|hospital\.example|\+43|\bp1[0-9]\b|free text/;
    assert.match(await readFile(at("all.ndjson"), "utf8"), secrets);
    for (const name of await readdir(at("omop")))
      assert.doesNotMatch(await readFile(at("omop", name), "utf8"), secrets, name);
    const report = await importEhr(
      { kind: "fhir", files: [at("all.ndjson")], version: "R4" },
      { out: at("omop3"), format: "csv", privacy },
    );
    assert.doesNotMatch(JSON.stringify(report), secrets);
    assert.ok(report.dropped["Patient.name.family"] === 20 && report.dropped["Condition.code.text"]! >= 20);
  });

  test("a missing file and a key that is none are refused", async () => {
    await assert.rejects(
      importEhr(
        { kind: "fhir", files: [at("none.ndjson")], version: "R4" },
        { out: at("x"), format: "csv", privacy },
      ),
      (error) => error instanceof SymbolonError && error.code === "E1005",
    );
    await writeFile(at("key"), "short");
    await assert.rejects(
      ehrKey(at("key")),
      (error) => error instanceof SymbolonError && error.code === "E1006",
    );
    await writeFile(at("key"), `${"ab".repeat(32)}\n`);
    assert.deepEqual(await ehrKey(at("key")), new Uint8Array(32).fill(0xab));
    assert.notDeepEqual(await ehrKey(), await ehrKey());
  });

  test("parts hold whole patients, each resource once, whatever the Bundle calls them, and leave nothing behind", async () => {
    const entry = [
      { fullUrl: "urn:uuid:a", resource: { resourceType: "Patient", id: "one", birthDate: "1950" } },
      {
        fullUrl: "urn:uuid:b",
        resource: { resourceType: "Condition", id: "c", subject: { reference: "urn:uuid:a" } },
      },
    ];
    await writeFile(at("urn.json"), JSON.stringify({ resourceType: "Bundle", type: "collection", entry }));
    async function* all(): AsyncGenerator<PersonEntry> {
      yield* readFhirFile(at("urn.json"));
      yield* readFhirFile(at("all.ndjson"));
    }
    const before = await temporaryFolders();
    const parts = await partByPerson(all(), 7);
    const seen: string[] = [];
    const partOfPatient = new Map<string, number>();
    let part = 0;
    for await (const entries of parts.parts()) {
      for (const { resource } of entries) {
        const { resourceType, id, subject } = resource as {
          resourceType: string;
          id: string;
          subject?: { reference: string };
        };
        seen.push(`${resourceType}/${id}`);
        const patient = (subject?.reference ?? id)
          .replace(/^.*Patient\//, "")
          .replace(/\/_history.*|^urn:uuid:/, "")
          .replace(/^a$/, "one");
        assert.equal(partOfPatient.get(patient) ?? part, part, patient);
        partOfPatient.set(patient, part);
      }
      part += 1;
    }
    await parts.close();
    assert.equal(new Set(seen).size, seen.length);
    assert.equal(seen.length + parts.medications.length, resources().length + 2);
    assert.ok(part > 3);
    assert.deepEqual(await temporaryFolders(), before);
  });

  test("a hospital's concept map gives standard concepts and is counted as mapped", async () => {
    await writeFile(at("concepts.csv"), "system,code,concept_id\nhttp://loinc.org,718-7,3000963\n");
    const report = await importEhr(
      { kind: "fhir", files: [at("all.ndjson")], version: "R4" },
      { out: at("mapped"), format: "csv", privacy, conceptOf: await readConceptMap(at("concepts.csv")) },
    );
    const loinc = report.coverage.find(
      ({ resourceType, system }) => resourceType === "Observation" && system === "http://loinc.org",
    );
    assert.equal(loinc?.mapped, 20);
    assert.ok(loinc.source > 20);
    assert.match(await readFile(at("mapped", "measurement.csv"), "utf8"), /,3000963,/);
  });
});

describe("exports", () => {
  test("FHIR files validate, and give the same OMOP tables when they are read again unmoved", async () => {
    const report = await exportEhr({ omop: at("omop"), to: "fhir", out: at("fhir"), format: "csv" });
    assert.deepEqual(report.findings, { count: 0, list: [] });
    assert.equal((await checkEhr(at("fhir"))).findings.count, 0);
    const files = (await readdir(at("fhir"))).map((name) => at("fhir", name));
    await importEhr(
      { kind: "fhir", files, version: "R4" },
      { out: at("again"), format: "csv", privacy: unmoved },
    );
    for (const name of await readdir(at("omop")))
      assert.equal(await readFile(at("again", name), "utf8"), await readFile(at("omop", name), "utf8"), name);
  });

  test("one Bundle per person", async () => {
    const report = await exportEhr({ omop: at("omop"), to: "bundles", out: at("bundles"), format: "csv" });
    assert.equal((await readdir(at("bundles"))).length, 20);
    assert.equal(report.persons, 20);
  });

  test("Parquet and CSV hold the same OMOP tables", async () => {
    await exportEhr({ omop: at("omop"), to: "omop", out: at("parquet"), format: "parquet" });
    const [a, b] = [await openOmop(at("omop")), await openOmop(at("parquet"))];
    try {
      assert.deepEqual(await rowsOf(b), await rowsOf(a));
    } finally {
      await a.close();
      await b.close();
    }
  });

  test("plain related tables are read back by their own map, facts and all", async () => {
    for (const format of ["csv", "parquet"] as const) {
      await exportEhr({ omop: at("omop"), to: "csv", out: at(`plain-${format}`), format });
      const report = await importEhr(
        { kind: "related", mapFile: at(`plain-${format}`, "map.json") },
        { out: at(`replain-${format}`), format: "csv", privacy: unmoved },
      );
      assert.equal(report.refused.count, 0, JSON.stringify(report.refused.byReason));
      await exportEhr({
        omop: at(`replain-${format}`),
        to: "csv",
        out: at(`plain2-${format}`),
        format: "csv",
      });
      // A state of a disease known by its year only is a measurement first, and a state once it has a whole date.
      const facts = async (folder: string, ...names: string[]) =>
        (await Promise.all(names.map((name) => factLines(at(folder, `${name}.csv`))))).flat().sort();
      for (const names of [
        ["patients"],
        ["visits"],
        ["conditions"],
        ["procedures"],
        ["drugs"],
        ["measurements", "observations"],
      ])
        assert.deepEqual(
          await facts(`plain2-${format}`, ...names),
          await facts("plain-csv", ...names),
          names[0],
        );
    }
  });
});

describe("OMOP tables straight in", () => {
  test("are renumbered, moved and stripped of free text, and have no fault afterwards", async () => {
    const person = (await readFile(at("omop", "person.csv"), "utf8")).split("\n");
    const original = await openOmop(at("omop"));
    const report = await importEhr(
      { kind: "omop", folder: at("omop") },
      { out: at("moved"), format: "csv", privacy: keyedPrivacy(new Uint8Array(32).fill(2)) },
    );
    assert.equal(report.persons, person.length - 2);
    assert.equal((await checkEhr(at("moved"))).findings.count, 0);
    const moved = await openOmop(at("moved"));
    try {
      const [a, b] = [await rowsOf(original), await rowsOf(moved)];
      assert.equal(a.measurement!.length, b.measurement!.length);
      const dates = (rows: typeof a) =>
        rows.measurement!.map(({ measurement_date }) => String(measurement_date)).sort();
      assert.notDeepEqual(dates(b), dates(a));
      assert.deepEqual(
        b.measurement!.map(({ value_as_number }) => value_as_number ?? 0).sort(),
        a.measurement!.map(({ value_as_number }) => value_as_number ?? 0).sort(),
      );
    } finally {
      await original.close();
      await moved.close();
    }
  });

  test("from PostgreSQL as from files", async () => {
    const server = await pgliteServer();
    try {
      await server.execute(`
        CREATE SCHEMA cdm;
        CREATE TABLE cdm.person (person_id integer, gender_concept_id integer, year_of_birth integer, race_concept_id integer, ethnicity_concept_id integer, person_source_value varchar(50), extra text);
        CREATE TABLE cdm.measurement (measurement_id bigint, person_id integer, measurement_concept_id integer, measurement_date date, measurement_datetime timestamp, measurement_type_concept_id integer, value_as_number numeric, measurement_source_value varchar(50), value_source_value varchar(50));
        CREATE TABLE cdm.observation_period (observation_period_id integer, person_id integer, observation_period_start_date date, observation_period_end_date date, period_type_concept_id integer);
        INSERT INTO cdm.person VALUES (4711, 8507, 1920, 8527, 0, 'MRN 5', 'Maria'), (4712, 8532, 1980, 0, 0, NULL, NULL);
        INSERT INTO cdm.observation_period VALUES (1, 4711, '2020-01-01', '2020-02-01', 32817), (2, 4712, '2020-01-01', '2020-02-01', 32817);
        INSERT INTO cdm.measurement VALUES (900, 4711, 3000963, '2020-01-05', '2020-01-05 10:30:00', 32817, 12.5, 'LOINC:718-7', 'Maria said so'), (901, 4712, 0, '2020-01-06', NULL, 32817, NULL, 'HB', NULL);`);
      const url = `postgres://u:p@127.0.0.1:${server.port}/postgres`;
      const report = await importEhr(
        { kind: "postgres", url, schema: "cdm" },
        { out: at("pg"), format: "csv", privacy },
      );
      assert.equal(report.deidentification.cappedAges, 1);
      assert.deepEqual(report.dropped, { "measurement.value_source_value": 1, "person.race_concept_id": 1 });
      assert.equal((await checkEhr(at("pg"))).findings.count, 0);
      for (const name of ["person", "measurement"])
        assert.doesNotMatch(await readFile(at("pg", `${name}.csv`), "utf8"), /Maria|MRN|4711|1920|8527/);
      await assert.rejects(
        importEhr({ kind: "postgres", url, schema: "none" }, { out: at("pg2"), format: "csv", privacy }),
        (error) => error instanceof SymbolonError && error.code === "E1005" && !error.message.includes("u:p"),
      );
    } finally {
      await server.close();
    }
  });

  test("faults that only the whole shows are found: orphans and keys used twice", async () => {
    const person = await readFile(at("omop", "person.csv"), "utf8");
    await exportEhr({ omop: at("omop"), to: "omop", out: at("broken"), format: "csv" });
    const lines = person.trimEnd().split("\n");
    await writeFile(at("broken", "person.csv"), `${[...lines.slice(0, -1), lines[1]].join("\n")}\n`);
    const { byKind } = (await checkEhr(at("broken"))).findings;
    assert.ok(byKind["person.person_id duplicate"]! >= 1);
    assert.ok(byKind["measurement.person_id reference"]! >= 1);
  });
});

async function rowsOf(
  source: Awaited<ReturnType<typeof openOmop>>,
): Promise<Record<string, Record<string, unknown>[]>> {
  const all: Record<string, Record<string, unknown>[]> = {};
  for await (const tables of source.batches(7))
    for (const [name, rows] of Object.entries(tables))
      all[name] = [...(all[name] ?? []), ...(rows as Record<string, unknown>[])];
  return all;
}

/** Lines of a plain table without the numbers of people and visits, which an import draws anew. */
async function factLines(path: string): Promise<string[]> {
  const [header = "", ...lines] = (await readFile(path, "utf8")).trimEnd().split("\n");
  const keys = header.split(",").map((name) => name === "patient" || name === "visit");
  return lines.map((line) =>
    line
      .split(",")
      .filter((_, i) => !keys[i])
      .join(","),
  );
}

async function temporaryFolders(): Promise<string[]> {
  return (await readdir(tmpdir())).filter((name) => /^symbolon-ehr-(?!test)/.test(name)).sort();
}
