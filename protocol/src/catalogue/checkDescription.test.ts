import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { SymbolonError } from "../errors/SymbolonError.ts";
import { ACCESS_LEVELS } from "./accessLevels.ts";
import { checkDescription } from "./checkDescription.ts";
import type { DatasetDescription } from "./datasetDescription.ts";
import { describeDataset } from "./describeDataset.ts";
import type { EntryShape } from "./entryShape.ts";
import { ENTRY_SHAPES } from "./entryShapes.ts";

const RIGHTS = "http://publications.europa.eu/resource/authority/access-right/";
const EHDS = "http://data.europa.eu/eli/reg/2025/327/oj";
const text = (value: string) => [{ value, language: "en" }];
const AGENT = { name: text("Access body"), contactPoint: { page: ["https://hdab.example.org/"] } };

/** Everything that NON_PUBLIC makes mandatory and no more. */
const LEAST: DatasetDescription = {
  iri: "https://hub.example.org/dataset/1",
  title: text("Lung cohort"),
  description: text("Adults."),
  identifier: ["1"],
  accessRights: `${RIGHTS}NON_PUBLIC`,
  applicableLegislation: [EHDS],
  theme: ["http://publications.europa.eu/resource/authority/data-theme/HEAL"],
  healthCategory: ["https://hdeu-dcat.data.health.europa.eu/resource/authority/healthcategories/EHRS"],
  hdab: AGENT,
  hasStructuredData: false,
  distribution: [{ accessUrl: ["https://hub.example.org/apply"], applicableLegislation: [EHDS] }],
  contactPoint: [{ email: "mailto:data@example.org" }],
  keyword: text("lung cancer"),
  type: ["http://publications.europa.eu/resource/authority/dataset-type/STATISTICAL"],
  provenance: [{ label: text("Hospital records.") }],
};
const violations = (value: unknown) =>
  checkDescription(value).filter(({ severity }) => severity === "violation");
const found = (change: Record<string, unknown>) =>
  violations({ ...LEAST, ...change }).map(({ code, path }) => `${code} ${path}`);

/**
 * Members without which an entry of a level is invalid: HealthDCAT-AP Release 8 (cd7841f), written down apart from the table that is tested.
 */
const ALWAYS = [
  "title",
  "description",
  "identifier",
  "accessRights",
  "applicableLegislation",
  "theme",
  "healthCategory",
  "hdab",
  "hasStructuredData",
  "distribution",
];
const MANDATORY = {
  PUBLIC: ALWAYS,
  RESTRICTED: ALWAYS,
  NON_PUBLIC: [...ALWAYS, "contactPoint", "keyword", "type", "provenance"],
};

for (const level of ACCESS_LEVELS) {
  test(`${level}: the least entry is valid; exactly the mandatory members make it invalid when they are left out`, () => {
    const least = { ...LEAST, accessRights: RIGHTS + level };
    assert.deepEqual(violations(least), []);
    const shape: EntryShape = ENTRY_SHAPES.dataset;
    const needed = shape.properties
      .map(({ key }) => key)
      .filter((key) => {
        const { [key]: _, ...without } = least as Record<string, unknown>;
        return violations(without).length > 0;
      });
    assert.deepEqual(needed.sort(), [...MANDATORY[level]].sort());
  });
}

test("recommended members that are missing are warnings: 26 for NON_PUBLIC, 18 for the others", () => {
  // The least entry has the two recommended contactPoint and keyword of the open levels.
  const warnings = (level: string) =>
    checkDescription({ ...LEAST, accessRights: RIGHTS + level }).filter(
      ({ severity }) => severity === "warning",
    );
  assert.equal(warnings("NON_PUBLIC").length, 26);
  assert.equal(warnings("PUBLIC").length, 18 - 2);
  assert.equal(warnings("RESTRICTED").length, 18 - 2);
});

test("every violation is listed, with path, property and remedy", () => {
  const { title: _, hdab: __, ...rest } = LEAST;
  const all = violations({ ...rest, keyword: [], records: -1, healthTheme: ["urn:x"] });
  assert.deepEqual(all.map(({ code, path }) => `${code} ${path}`).sort(), [
    "MISSING hdab",
    "MISSING keyword",
    "MISSING title",
    "NOT_IN_LIST healthTheme[0]",
    "WRONG_KIND records",
  ]);
  for (const { property, what, todo } of all) assert.ok(property !== "" && what !== "" && todo !== "");
});

test("values of the wrong kind, of no list and beyond one are found where they are", () => {
  for (const [change, expected] of [
    [{ title: [{ value: "T", language: "EN" }] }, "WRONG_KIND title[0]"],
    [{ title: "T" }, "WRONG_KIND title"],
    [{ title: text(" ") }, "EMPTY title[0]"],
    [{ title: text("a\ud800") }, "WRONG_KIND title[0]"],
    [{ keyword: [...text("a"), ...text("a")] }, "REPEATED keyword[1]"],
    [{ accessRights: [`${RIGHTS}PUBLIC`] }, "WRONG_KIND accessRights"],
    [{ accessRights: `${RIGHTS}SECRET` }, "NOT_IN_LIST accessRights"],
    [{ applicableLegislation: ["https://example.org/law"] }, "MISSING applicableLegislation"],
    [{ source: ["no iri"] }, "NOT_AN_IRI source[0]"],
    [{ source: ["relative/iri"] }, "NOT_AN_IRI source[0]"],
    [{ records: 1.5 }, "WRONG_KIND records"],
    [{ temporal: [{ start: "2020-02-30" }] }, "NOT_A_DATE temporal[0].start"],
    [{ temporal: [{}] }, "MISSING temporal[0]"],
    [{ temporalResolution: "P" }, "NOT_A_DATE temporalResolution"],
    [{ personalData: ["https://w3id.org/dpv/pd#Age"] }, "NOT_IN_LIST personalData[0]"],
    [
      { language: ["http://publications.europa.eu/resource/authority/language/en"] },
      "NOT_IN_LIST language[0]",
    ],
    [{ hasStructuredData: true }, "NEEDS_ANOTHER variables"],
    [{ publicFunding: true }, "NEEDS_ANOTHER qualityAnnotation"],
    [{ minTypicalAge: 9, maxTypicalAge: 8 }, "NEEDS_ANOTHER minTypicalAge"],
    [{ hdab: { ...AGENT, contactPoint: {} } }, "MISSING hdab.contactPoint"],
    [{ publisher: { name: text("P") } }, "MISSING publisher.contactPoint"],
    [{ wrong: 1 }, "UNKNOWN_MEMBER wrong"],
    [{ iri: "no iri" }, "NOT_AN_IRI iri"],
  ] as const)
    assert.deepEqual(found(change), [expected], JSON.stringify(change));
});

test("any value at all gets findings and never an exception", () => {
  const keys = fc.constantFrom(...ENTRY_SHAPES.dataset.properties.map(({ key }) => key), "iri", "types");
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.dictionary(keys, fc.anything())), (value) => {
      assert.ok(violations(value).length > 0);
    }),
  );
  fc.assert(
    fc.property(fc.dictionary(keys, fc.jsonValue()), (changes) => {
      checkDescription({ ...LEAST, ...changes });
    }),
  );
});

test("an entry is made exactly of what has no violation", () => {
  const entry = describeDataset(LEAST);
  assert.equal(entry["@id"], LEAST.iri);
  assert.throws(
    () => describeDataset({ ...LEAST, keyword: [] }),
    (error) => error instanceof SymbolonError && error.code === "E1009" && error.details.count === 1,
  );
});
