import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { FACETS, type Facet } from "../../data/gateway/catalogueTypes.ts";
import { filterFromParams, searchOf, valuesOf, withParam, withValue } from "./catalogueParams.ts";

const params = (text: string) => new URLSearchParams(text);

test("words, order and facets are read from the address; what is no value is left out", () => {
  assert.deepEqual(
    filterFromParams(
      params("q=+breast+&country=FIN,NLD,FIN,,a%20b&records=1000..9999&sort=PRICE&colour=red"),
    ),
    { text: "breast", facets: { country: ["FIN", "NLD"], records: ["1000..9999"] }, order: "PRICE" },
  );
});

test("without words the newest come first, with words the best match; an unknown order is none", () => {
  assert.equal(filterFromParams(params("")).order, "NEWEST");
  assert.equal(filterFromParams(params("q=lung&sort=CHEAPEST")).order, "RELEVANCE");
});

test("never more than the gateway's hundred values, however long an address is", () => {
  const many = (facet: Facet) => `${facet}=${Array.from({ length: 80 }, (_, i) => `v${i}`).join(",")}`;
  const { facets } = filterFromParams(params(`${many("theme")}&${many("country")}`));
  assert.equal(Object.values(facets).flat().length, 100);
});

const value = fc.stringMatching(/^[A-Za-z0-9_.-]{1,12}$/);
const choices = fc.array(fc.tuple(fc.constantFrom(...FACETS), value), { maxLength: 20 });

test("a shared address gives the same search, whatever was chosen and in whatever order", () => {
  fc.assert(
    fc.property(choices, fc.string({ maxLength: 30 }), (chosen, text) => {
      let address = withParam(params("compare=1,2"), "q", text);
      for (const [facet, each] of chosen) address = withValue(address, facet, each, true);
      const shared = params(searchOf(address));
      assert.deepEqual(filterFromParams(shared), filterFromParams(address));
      assert.equal(searchOf(shared), searchOf(address));
      assert.equal(shared.has("compare"), false, "what is compared is no part of a search");
    }),
  );
});

test("taking back what was chosen gives the address from before", () => {
  fc.assert(
    fc.property(choices, fc.constantFrom(...FACETS), value, (chosen, facet, added) => {
      let address = params("q=lung");
      for (const [each, chosenValue] of chosen) address = withValue(address, each, chosenValue, true);
      if (valuesOf(address, facet).includes(added)) return;
      const back = withValue(withValue(address, facet, added, true), facet, added, false);
      assert.equal(searchOf(back), searchOf(address));
    }),
  );
});
