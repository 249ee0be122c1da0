import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { CATALOGUE, type ErrorCode } from "./catalogue.ts";
import type { CatalogueEntry } from "./catalogueEntry.ts";
import { SymbolonError } from "./SymbolonError.ts";

const entries = Object.entries(CATALOGUE) as [ErrorCode, CatalogueEntry][];

test("codes are E and four digits in a range that the catalogue names, in ascending order", () => {
  const source = readFileSync(new URL("./catalogue.ts", import.meta.url), "utf8");
  const ranges = new Set([...source.matchAll(/\bE(\d)xxx\b/g)].map(([, digit]) => digit));
  for (const [code] of entries) {
    assert.match(code, /^E[1-9]\d{3}$/);
    assert.ok(ranges.has(code[1]), `${code} is in no named range`);
  }
  const codes = entries.map(([code]) => code);
  assert.deepEqual(codes, codes.toSorted());
});

test("no code is written twice, and each is in the file of its range", () => {
  const folder = new URL("./ranges/", import.meta.url);
  const written = readdirSync(folder).map((file) =>
    [...readFileSync(new URL(file, folder), "utf8").matchAll(/^ {2}(E\d{4}): \{/gm)].map(
      (match) => match[1]!,
    ),
  );
  const codes = written.flat();
  assert.equal(codes.length, Object.keys(CATALOGUE).length);
  assert.equal(new Set(codes).size, codes.length);
  for (const range of written) assert.equal(new Set(range.map((code) => code[1])).size, 1);
});

test("every entry says what happened and what to do, in whole sentences", () => {
  for (const [code, { what, todo }] of entries) {
    assert.match(what, /^[A-Z{].*\.$/, code);
    assert.match(todo, /^([A-Z].*\.|\{\w+\})$/, code);
    for (const text of [what, todo])
      assert.doesNotMatch(text.replace(/\{[a-z]\w*\}/gi, ""), /[{}]/, `${code} has a broken placeholder`);
  }
});

test("an error fills its placeholders in both texts and keeps the values", () => {
  const cause = new Error("socket");
  const error = new SymbolonError("E2002", { totalWei: 5n, maxPriceWei: 4n }, { cause });
  assert.equal(error.message, "E2002 The price 5 is above your limit 4.");
  assert.equal(error.todo, CATALOGUE.E2002.todo);
  assert.equal(error.cause, cause);
  assert.equal(error.retryable, false);
  assert.deepEqual(JSON.parse(JSON.stringify(error)), {
    code: "E2002",
    what: "The price 5 is above your limit 4.",
    todo: CATALOGUE.E2002.todo,
    retryable: false,
    details: { totalWei: "5", maxPriceWei: "4" },
  });
  assert.ok(error instanceof Error && error.name === "SymbolonError");
});

test("a forgotten value shows as a question mark instead of a brace", () => {
  assert.equal(new SymbolonError("E8001").message, "E8001 Port ? is taken.");
});

test("retry is a property of the class: what may work again says so", () => {
  for (const code of ["E4008", "E5001", "E5004", "E6001", "E6004"] as const)
    assert.equal(new SymbolonError(code).retryable, true, code);
  for (const code of ["E2002", "E3001", "E3002", "E5003", "E6002", "E7001"] as const)
    assert.equal(new SymbolonError(code).retryable, false, code);
});
