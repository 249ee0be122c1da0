import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dayText } from "../../../ehr/dates/civilDay.ts";
import { EhrDomain } from "../../../ehr/domain/ehrDomain.ts";
import { emptyTables } from "../../../ehr/omop/emptyTables.ts";
import type { OmopTables } from "../../../ehr/omop/omopTables.ts";
import type { PatientRecords } from "../../../math/patientRecords.ts";
import type { CountSource } from "../../../privacy/countSource.ts";
import { PrivateTable } from "../../../privacy/privateTable.ts";
import { seededEntropy } from "../../../random/testOnly.ts";
import { fitPrivateRecords } from "../../../sequences/private/fitPrivateRecords.ts";
import { parentPlaces } from "../../../sequences/records/parentPlaces.ts";
import { pickPatients } from "../../../sequences/records/pickPatients.ts";
import { domainRecords } from "./domainRecords.ts";
import { publicOmop } from "./publicOmop.ts";

const EDGES = { from: 0, to: 40, bins: 8 };
const MOST = { visits: 3, inside: 4, outside: 5 };
const known = publicOmop(
  EhrDomain.parse({
    format: "symbolon-ehr-domain/1",
    source: "made up for the test",
    patients: {
      sexes: [{ name: "male", is: { gender_concept_id: 8507 } }],
      firstDay: { from: "2000-01-01", to: "2010-01-01", bins: 4 },
      daysObserved: [0, 100, 400, 1000],
    },
    tables: [
      { table: "visit_occurrence", mostRows: MOST.visits, codes: [{ name: "any", is: {} }], markov: true },
      ...(["inside", "outside"] as const).map((visits) => ({
        table: "measurement",
        visits,
        mostRows: MOST[visits],
        codes: [
          { name: "a", is: { measurement_source_value: "a" }, number: { edges: EDGES, decimals: 1 } },
          { name: "b", is: { measurement_source_value: "b" }, number: { edges: [0, 1, 2], decimals: 0 } },
        ],
        values: [{ name: "high", is: { value_source_value: "H" } }],
        markov: true,
      })),
    ],
  }),
);

/** One row of a patient in the making: which table, keys that may be anybody's, and cells of which many are in no code book. */
const row = fc.record({
  isVisit: fc.boolean(),
  key: fc.integer({ min: 1, max: 6 }),
  visit: fc.option(fc.integer({ min: 1, max: 6 })),
  day: fc.integer({ min: -50, max: 1500 }),
  length: fc.option(fc.integer({ min: -3, max: 30 })),
  code: fc.constantFrom("a", "b", "a rare one", "Symbolon:method"),
  value: fc.option(fc.constantFrom("H", "never seen")),
  number: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
});
const patient = fc.record({
  sex: fc.constantFrom(8507, 8532, 0, 77),
  born: fc.integer({ min: 1800, max: 2030 }),
  start: fc.integer({ min: 10_000, max: 15_000 }),
  days: fc.integer({ min: -5, max: 1200 }),
  dead: fc.option(fc.integer({ min: -20, max: 1500 })),
  isTwice: fc.boolean(),
  rows: fc.array(row, { maxLength: 12 }),
});
type Patient = typeof patient extends fc.Arbitrary<infer T> ? T : never;

/** OMOP tables of the patients, whose ids are their places; keys of rows clash between patients and within them. */
function tablesOf(patients: readonly (Patient | null)[]): OmopTables {
  const tables = emptyTables();
  patients.forEach((each, person_id) => {
    if (each === null) return;
    const { sex, born, start, days, dead, isTwice, rows } = each;
    const person = {
      person_id,
      gender_concept_id: sex,
      year_of_birth: born,
      race_concept_id: 0,
      ethnicity_concept_id: 0,
    };
    tables.person.push(person, ...(isTwice ? [person] : []));
    tables.observation_period.push({
      observation_period_id: 1,
      person_id,
      observation_period_start_date: dayText(start),
      observation_period_end_date: dayText(start + days),
      period_type_concept_id: 0,
    });
    if (dead !== null) tables.death.push({ person_id, death_date: dayText(start + dead) });
    for (const { isVisit, key, visit, day, length, code, value, number } of rows) {
      const date = dayText(start + day);
      if (isVisit)
        tables.visit_occurrence.push({
          visit_occurrence_id: key,
          person_id,
          visit_concept_id: key,
          visit_start_date: date,
          visit_end_date: dayText(start + day + (length ?? 0)),
          visit_type_concept_id: 0,
        });
      else
        tables.measurement.push({
          measurement_id: key,
          person_id,
          measurement_concept_id: 0,
          measurement_date: date,
          measurement_type_concept_id: 0,
          measurement_source_value: code,
          visit_occurrence_id: visit ?? undefined,
          value_source_value: value ?? undefined,
          value_as_number: number ?? undefined,
        });
    }
  });
  return tables;
}

/** All of a folder's patients but one, by where that one is among the observed. */
const without = (records: PatientRecords, place: number) =>
  pickPatients(
    records,
    [...Array(records.patients.rows).keys()].filter((each) => each !== place),
    parentPlaces(known.schema),
  );

test("a patient more leaves all others as they were, cells and order, whatever that patient's rows and keys are", () => {
  fc.assert(
    fc.property(fc.array(patient, { minLength: 2, maxLength: 5 }), fc.nat(), (patients, which) => {
      const odd = which % patients.length;
      const all = domainRecords(tablesOf(patients), known);
      const rest = domainRecords(tablesOf(patients.map((each, p) => (p === odd ? null : each))), known);
      // Who has two rows of `person` is nobody, in either folder.
      const isThere = ({ isTwice }: Patient) => !isTwice;
      const place = patients.slice(0, odd).filter(isThere).length;
      assert.deepEqual(isThere(patients[odd]!) ? without(all, place) : all, rest);
    }),
    { numRuns: 150 },
  );
});

test("levels, decimals and tables are the domain's, whatever is in the folder", () => {
  const shape = ({ patients, tables }: PatientRecords) =>
    [patients, ...tables.map(({ rows }) => rows)].map(({ columns }) =>
      columns.map((column) => [column.name, column.kind === "number" ? column.decimals : column.levels]),
    );
  const empty = shape(domainRecords(emptyTables(), known));
  fc.assert(
    fc.property(fc.array(patient, { maxLength: 4 }), (patients) => {
      assert.deepEqual(shape(domainRecords(tablesOf(patients), known)), empty);
    }),
    { numRuns: 50 },
  );
});

test("every table of counts that a fit may ask for moves by whole units of one sign, at most the cap, when a patient is there or not", async () => {
  const [patients] = fc.sample(
    fc.array(
      patient.map((each) => ({ ...each, isTwice: false })),
      { minLength: 12, maxLength: 12 },
    ),
    { numRuns: 1, seed: 4 },
  );
  const sourcesOf = async (who: readonly (Patient | null)[]) => {
    const sources: { readonly source: CountSource; readonly most: number }[] = [];
    await fitPrivateRecords(domainRecords(tablesOf(who), known), known.schema, known.domain, {
      epsilon: 1,
      delta: 1e-6,
      entropy: seededEntropy(1),
      mechanism: "independent",
      open(source, accountant, neighbours, entropy) {
        sources.push({ source, most: neighbours.maxRecords });
        return PrivateTable.open(source, accountant, neighbours, entropy);
      },
    });
    return sources;
  };
  const all = await sourcesOf(patients!);
  let moved = 0;
  for (const odd of [0, 5, 11]) {
    const rest = await sourcesOf(patients!.map((each, p) => (p === odd ? null : each)));
    for (const [s, { source, most }] of all.entries()) {
      assert.deepEqual(rest[s]!.source.sizes, source.sizes);
      const columns = [...source.sizes.keys()];
      for (const set of [...columns.map((c) => [c]), ...columns.slice(1).map((c) => [c - 1, c])]) {
        const [more, less] = await Promise.all(
          [source, rest[s]!.source].map((each) =>
            each.count(
              set,
              set.map(() => null),
            ),
          ),
        );
        const difference = more!.map((count, cell) => count - less![cell]!);
        assert.ok(difference.every((count) => Number.isInteger(count) && count >= 0));
        const sum = difference.reduce((units, count) => units + count, 0);
        assert.ok(sum <= most, `${sum} units, cap ${most}`);
        moved += sum;
      }
    }
  }
  assert.ok(moved > 0);
});

test("day 0 is the first of several periods, an age is of that day, and what is in no code book is missing or gone", () => {
  const tables = tablesOf([
    {
      sex: 77,
      born: 1970,
      start: 11_000,
      days: 100,
      dead: null,
      isTwice: false,
      rows: [
        { isVisit: true, key: 4, visit: null, day: 10, length: 2, code: "a", value: null, number: null },
        {
          isVisit: false,
          key: 1,
          visit: 4,
          day: 11,
          length: null,
          code: "b",
          value: "never seen",
          number: 1,
        },
        { isVisit: false, key: 2, visit: 4, day: 9, length: null, code: "a", value: "H", number: null },
        {
          isVisit: false,
          key: 3,
          visit: 4,
          day: 12,
          length: null,
          code: "a rare one",
          value: "H",
          number: 3,
        },
      ],
    },
  ]);
  tables.observation_period.push({
    ...tables.observation_period[0]!,
    observation_period_start_date: dayText(10_990),
    observation_period_end_date: dayText(10_995),
  });
  const { patients, tables: made } = domainRecords(tables, known);
  const cells = patients.columns.map((column) =>
    column.kind === "number" ? column.values[0] : column.levels[column.codes[0]!],
  );
  assert.deepEqual(cells, ["unknown", 30, 10_990, 110, "no"]);
  assert.deepEqual(
    made.map(({ days }) => [...days]),
    [[20], [21], [19]],
  );
  const inside = made[1]!.rows.columns.map((column) =>
    column.kind === "number" ? column.values[0] : (column.levels[column.codes[0]!] ?? null),
  );
  assert.deepEqual(inside, ["b", null, 1]);
});
