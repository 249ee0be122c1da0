import assert from "node:assert/strict";
import { test } from "node:test";
import { MAX_SEARCHES, readSearches, searchesSlot, withSearch } from "./savedSearches.ts";

test("every account has its own place on every chain, however its address is written", () => {
  const slots = [
    searchesSlot(1, "0xAB"),
    searchesSlot(1, "0xCD"),
    searchesSlot(2, "0xAB"),
    searchesSlot(1, undefined),
  ];
  assert.equal(new Set(slots).size, slots.length);
  assert.equal(searchesSlot(1, "0xab"), slots[0]);
});

test("a damaged record counts as empty, and damaged entries are left out", () => {
  for (const text of [null, "", "{", "7", '{"name":"a"}']) assert.deepEqual(readSearches(text), []);
  const kept = { name: "lung", search: "q=lung" };
  assert.deepEqual(
    readSearches(
      JSON.stringify([
        { name: "", search: "x" },
        { name: "y".repeat(61), search: "" },
        { name: 1 },
        null,
        kept,
      ]),
    ),
    [kept],
  );
});

test("a new search comes first; one of the same name or the same search gives way; there is an end to them", () => {
  const first = withSearch([], { name: "a", search: "q=a" });
  assert.deepEqual(withSearch(first, { name: "a", search: "q=b" }), [{ name: "a", search: "q=b" }]);
  assert.deepEqual(withSearch(first, { name: "b", search: "q=a" }), [{ name: "b", search: "q=a" }]);
  let list = first;
  for (let i = 0; i < 40; i++) list = withSearch(list, { name: `n${i}`, search: `q=${i}` });
  assert.equal(list.length, MAX_SEARCHES);
  assert.equal(list[0]!.name, "n39");
});
