import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readSourceValue, writeSourceValue } from "./sourceValue.ts";
import { vocabularyNames } from "./vocabularyNames.ts";

test("every code that is written is read back, with or without a system, whatever colons it holds", () => {
  const system = fc.option(
    fc.constantFrom("http://loinc.org", "http://snomed.info/sct", "urn:oid:1.2", "urn:x"),
    {
      nil: undefined,
    },
  );
  const code = fc.stringMatching(/^(LOINC|S1|:|a|B-)?:?[A-Z0-9.:/]{1,60}$/);
  fc.assert(
    fc.property(fc.array(fc.record({ system, code }), { maxLength: 5 }), (codes) => {
      const names = vocabularyNames();
      for (const given of codes) {
        const text = writeSourceValue(given, names);
        if (text === undefined) assert.ok(given.code.length > 35);
        else {
          assert.ok(text.length <= 50);
          const read = readSourceValue(text, names);
          assert.deepEqual([read.system, read.code], [given.system, given.code]);
        }
      }
    }),
  );
});

test("a vocabulary table gives the systems back to who reads the values later", () => {
  const writer = vocabularyNames();
  const text = writeSourceValue({ system: "urn:oid:1.2", code: "X" }, writer);
  assert.equal(text, "S1:X");
  const rows = [...writer.used()].map(([vocabulary_id, vocabulary_reference]) => ({
    vocabulary_id,
    vocabulary_reference,
  }));
  assert.deepEqual(readSourceValue("S1:X", vocabularyNames(rows)), { system: "urn:oid:1.2", code: "X" });
  assert.deepEqual(readSourceValue("S1:X", vocabularyNames()), { code: "S1:X" });
  // A second system never takes an id that is in use.
  assert.equal(writeSourceValue({ system: "urn:y", code: "Y" }, vocabularyNames(rows)), "S2:Y");
});

test("control characters and empty codes are no source values", () => {
  assert.equal(writeSourceValue({ code: "" }, vocabularyNames()), undefined);
  assert.equal(writeSourceValue({ code: "a\nb" }, vocabularyNames()), undefined);
});
