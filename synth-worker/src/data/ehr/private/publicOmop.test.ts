import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import { EhrDomain } from "../../../ehr/domain/ehrDomain.ts";
import { codeBook } from "./codeBook.ts";
import { publicEdges } from "./publicEdges.ts";
import { publicOmop } from "./publicOmop.ts";
import { roundRange } from "./roundRange.ts";
import { splitBins } from "./splitBins.ts";

const refused = (act: () => unknown, reason: RegExp) =>
  assert.throws(
    act,
    (error) => error instanceof SymbolonError && error.code === "E1006" && reason.test(error.message),
  );

test("edges are as named or of one width, rounded so that no bin is narrower than the last decimal, and ascend", () => {
  assert.deepEqual(publicEdges([0, 1.5, 9], 0, "x"), [0, 1.5, 9]);
  assert.deepEqual(publicEdges({ from: 0, to: 3, bins: 24 }, 0, "x"), [0, 1, 2, 3]);
  assert.deepEqual(publicEdges({ from: 0, to: 1, bins: 4 }, 2, "x"), [0, 0.25, 0.5, 0.75, 1]);
  refused(() => publicEdges([2, 2], 0, "days"), /days: edges ascend/);
  refused(() => publicEdges({ from: 5, to: 1, bins: 3 }, 0, "days"), /ascend/);
  refused(() => publicEdges([0, Number.NaN], 0, "days"), /ascend/);
});

test("bins that are split keep every edge they had", () => {
  assert.deepEqual(splitBins([0, 1, 2], 4), [0, 0.5, 1, 1.5, 2]);
  assert.deepEqual(splitBins([0, 3, 4], 4), [0, 1.5, 3, 3.5, 4]);
  assert.equal(splitBins([0, 1, 5, 7], 11).length, 12);
  assert.deepEqual(splitBins([1, 2], 1), [1, 2]);
});

test("a drafted range holds what it was drafted from, in round numbers, its end beyond the last value", () => {
  for (const [low, high, decimals, from, to] of [
    [31, 97, 0, 30, 100],
    [0, 1, 0, 0, 2],
    [2.67, 9.41, 2, 2, 10],
    [-3, 17, 0, -10, 20],
    [5, 5, 0, 5, 6],
  ] as const)
    assert.deepEqual(roundRange(low, high, decimals), { from, to }, `${low} to ${high}`);
});

test("a row is what the first entry says that it fits; cells that an entry does not name may be anything, and required ones are written", () => {
  const book = codeBook(
    "measurement",
    [
      "measurement_concept_id",
      "measurement_type_concept_id",
      "measurement_source_value",
      "unit_source_value",
    ],
    [
      { name: "in grams", is: { measurement_source_value: "x", unit_source_value: "g" } },
      { name: "without unit", is: { measurement_source_value: "x", unit_source_value: null } },
      { name: "all others", is: { measurement_concept_id: 7 } },
    ],
  );
  const place = (row: Parameters<typeof book.placeOf>[0]) => book.placeOf(row);
  assert.equal(
    place({ measurement_source_value: "x", unit_source_value: "g", measurement_concept_id: 7 }),
    0,
  );
  assert.equal(place({ measurement_source_value: "x" }), 1);
  assert.equal(place({ measurement_source_value: "x", unit_source_value: "kg" }), -1);
  assert.equal(place({ measurement_source_value: "y", measurement_concept_id: 7 }), 2);
  assert.deepEqual(JSON.parse(book.texts[0]!), [0, 32817, "x", "g"]);
  assert.deepEqual(JSON.parse(book.texts[2]!), [7, 32817, null, null]);
});

const measurement = {
  table: "measurement",
  visits: "outside",
  mostRows: 5,
  codes: [{ name: "a", is: { measurement_source_value: "a" } }],
};
const domain = (tables: unknown, patients: object = {}) => ({
  format: "symbolon-ehr-domain/1",
  source: "test",
  patients: {
    sexes: [{ name: "male", is: { gender_concept_id: 8507 } }],
    firstDay: { from: "2000-01-01", to: "2010-01-01" },
    ...patients,
  },
  tables,
});
const read = (...given: Parameters<typeof domain>) => publicOmop(EhrDomain.parse(domain(...given)));

test("what does not fit OMOP or itself is refused with its reason", () => {
  assert.deepEqual(
    read([measurement]).schema.tables.map(({ name }) => name),
    ["measurement outside visits"],
  );
  refused(() => read([{ ...measurement, visits: "inside" }]), /need visits/);
  refused(() => read([{ ...measurement, visits: undefined }]), /inside or outside/);
  refused(() => read([measurement, measurement]), /twice/);
  const code = (is: object, more: object = {}) =>
    read([{ ...measurement, codes: [{ name: "a", is, ...more }] }]);
  refused(() => code({ value_as_number: 3 }), /names value_as_number/);
  refused(() => code({ measurement_source_value: 3 }), /another type/);
  refused(() => code({ measurement_concept_id: null }), /another type/);
  refused(() => code({ measurement_source_value: "x".repeat(51) }), /length/);
  refused(() => code({}, { number: { edges: [3, 1], decimals: 0 } }), /ascend/);
  refused(() => read([measurement], { sexes: [{ name: "unknown", is: {} }] }), /always there/);
  const condition = {
    table: "condition_occurrence",
    visits: "outside",
    mostRows: 5,
    codes: [{ name: "a", is: {}, number: { edges: [0, 1], decimals: 0 } }],
  };
  refused(() => read([condition]), /no numbers/);
});

test("a domain says where it comes from, or that it is a draft; names have none of a condition's signs", () => {
  assert.ok(!EhrDomain.safeParse({ ...domain([measurement]), source: undefined }).success);
  assert.ok(EhrDomain.safeParse({ ...domain([measurement]), source: undefined, drafted: "x" }).success);
  assert.ok(!EhrDomain.safeParse(domain([{ ...measurement, codes: [{ name: "a>=2", is: {} }] }])).success);
  assert.ok(!EhrDomain.safeParse({ ...domain([measurement]), extra: 1 }).success);
});
