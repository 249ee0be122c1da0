import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { entryDescription } from "@symbolon/protocol";
import { writeHospital } from "../test-support/hospitalFiles.ts";
import { listingOf } from "./listingOf.ts";
import { openHospital } from "./openHospital.ts";

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-listing-"));
});
after(() => rm(folder, { recursive: true }));

let hospitals = 0;
/** The entry that a hospital publishes whose configuration tells `told` beside what it has to. */
async function published(told: Record<string, unknown>) {
  const own = join(folder, String(hospitals++));
  const path = await writeHospital(join(own, "data"), "Test hospital", 24);
  const config = JSON.parse(await readFile(path, "utf8")) as { catalogue: object };
  await writeFile(path, JSON.stringify({ ...config, catalogue: { ...config.catalogue, ...told } }));
  const hospital = await openHospital(path, join(own, "state"));
  try {
    return entryDescription(listingOf(hospital, 1000).entry);
  } finally {
    hospital.records.close();
  }
}
const codes = (iris: readonly string[] | undefined) =>
  iris?.map((iri) => iri.slice(iri.lastIndexOf("/") + 1));

test("what the configuration tells of the data is in the entry, by which it is found", async () => {
  const entry = await published({
    codingSystems: ["ICD-10", "LOINC"],
    standards: ["OMOP-CDM"],
    countries: ["FIN"],
    period: { start: "2019-01-01", end: "2020-12-31" },
    typicalAge: { min: 18, max: 90 },
    dataUse: [{ duo: "DUO:0000007", values: ["MONDO:0007254"] }, { duo: "DUO:0000018" }],
    trustedDataHolder: true,
    publicFunding: true,
    labelUrl: "https://hospital.example/label",
  });
  assert.deepEqual(codes(entry.codingSystem), ["ICD-10", "LOINC"]);
  assert.deepEqual(codes(entry.conformsTo), ["OMOP-CDM"]);
  assert.deepEqual(codes(entry.spatial), ["FIN"]);
  assert.deepEqual([entry.minTypicalAge, entry.maxTypicalAge], [18, 90]);
  assert.deepEqual(
    entry.policy?.flatMap(
      ({ dataUse }) =>
        dataUse?.map(({ term, value }) => [codes(term === undefined ? [] : [term])?.[0], value]) ?? [],
    ),
    [
      ["DUO_0000007", ["MONDO:0007254"]],
      ["DUO_0000018", undefined],
    ],
  );
  assert.equal(entry.temporal?.length, 1);
});

test("what it does not tell is not there", async () => {
  const entry = await published({});
  for (const property of ["codingSystem", "conformsTo", "spatial"] as const)
    assert.deepEqual(entry[property] ?? [], [], property);
  assert.equal(entry.policy, undefined);
  assert.deepEqual(
    [entry.minTypicalAge, entry.publicFunding, entry.trustedDataHolder],
    [undefined, undefined, undefined],
  );
});

test("codes that are in no list, terms without their value and contradictions are refused by name", async () => {
  const faults: readonly [path: string, told: Record<string, unknown>][] = [
    ["codingSystems", { codingSystems: ["ICD 10"] }],
    ["countries", { countries: ["Finland"] }],
    ["period", { period: { start: "2021-01-01", end: "2020-01-01" } }],
    ["typicalAge", { typicalAge: { min: 90, max: 18 } }],
    ["dataUse", { dataUse: [{ duo: "DUO:0000007" }] }],
    ["dataUse", { dataUse: [{ duo: "DUO:0000018", values: ["x"] }] }],
    ["dataUse", { dataUse: [{ duo: "DUO:0000001" }] }],
    ["labelUrl", { publicFunding: true }],
  ];
  for (const [path, told] of faults)
    await assert.rejects(published(told), (error: Error & { code?: string }) => {
      assert.equal(error.code, "E1006");
      assert.match(error.message, new RegExp(`catalogue\\.${path}`));
      return true;
    });
});
