import assert from "node:assert/strict";
import { test } from "node:test";
import {
  checkDescription,
  describeDataset,
  entryTriples,
  readDescriptions,
  SymbolonError,
  TURTLE_PREFIXES,
  writeTurtle,
} from "@symbolon/protocol";
import fc from "fast-check";
import { arbitraryDescription } from "../test-support/arbitraryDescription.ts";
import { canonicalGraph } from "../test-support/canonicalGraph.ts";
import { parseRdf } from "./parseRdf.ts";

const RUNS = { numRuns: process.env.TEST_PROFILE === "full" ? 400 : 40 };

test("what goes out as JSON-LD or Turtle comes back in as the same description, and goes out again as the same document", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryDescription(), async (description) => {
      const entry = describeDataset(description);
      const json = JSON.stringify(entry);
      const turtle = TURTLE_PREFIXES + writeTurtle(entryTriples(entry));
      for (const [text, type] of [
        [json, "application/ld+json"],
        [turtle, "text/turtle"],
      ] as const) {
        const read = readDescriptions(await parseRdf(text, type));
        assert.equal(read.length, 1);
        assert.deepEqual(read[0]!.faults, []);
        assert.deepEqual(read[0]!.ignored, []);
        assert.equal(JSON.stringify(describeDataset(read[0]!.description)), json);
      }
    }),
    RUNS,
  );
});

test("our reading of an entry is that of a full JSON-LD processor", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryDescription(), async (description) => {
      const entry = describeDataset(description);
      const theirs = await parseRdf(JSON.stringify(entry), "application/ld+json");
      assert.equal(await canonicalGraph(entryTriples(entry)), await canonicalGraph(theirs));
    }),
    RUNS,
  );
});

test("an arbitrary description has no violation (so that the tests above test something)", () => {
  fc.assert(
    fc.property(arbitraryDescription(), (description) => {
      assert.deepEqual(
        checkDescription(description).filter(({ severity }) => severity === "violation"),
        [],
      );
    }),
    RUNS,
  );
});

test("Turtle keeps blank nodes that are shared, alone or in a circle, and every character of a literal", async () => {
  const blank = (value: string) => ({ termType: "BlankNode", value });
  const named = (value: string) => ({ termType: "NamedNode", value });
  const p = named("urn:p");
  const odd = '\u0001\u007f"\\\n\r\t\u{1F600}\u2028é';
  const triples = [
    { subject: named("urn:a"), predicate: p, object: blank("shared") },
    { subject: named("urn:b"), predicate: p, object: blank("shared") },
    { subject: blank("shared"), predicate: p, object: { termType: "Literal", value: odd } },
    { subject: blank("x"), predicate: p, object: blank("y") },
    { subject: blank("y"), predicate: p, object: blank("x") },
    { subject: blank("y"), predicate: p, object: { termType: "Literal", value: "tells them apart" } },
    { subject: blank("self"), predicate: p, object: blank("self") },
    { subject: blank("root"), predicate: p, object: blank("leaf") },
    { subject: named("urn:c"), predicate: p, object: { termType: "Literal", value: "x", language: "en" } },
  ];
  const read = await parseRdf(TURTLE_PREFIXES + writeTurtle(triples), "text/turtle");
  assert.equal(read.length, triples.length);
  assert.equal(await canonicalGraph(read), await canonicalGraph(triples));
});

test("JSON-LD that our reader does not know is refused, not misread", () => {
  for (const document of [
    { "@context": "https://example.org/context.jsonld", "@id": "urn:a", name: "no prefix" },
    { "@context": { name: { "@id": "foaf:name" } }, "@id": "urn:a" },
    { "@id": "urn:a", "dct:title": { "@list": ["a"] } },
    { "@id": "urn:a", "@reverse": {} },
    { "@id": "urn:a", "dct:title": 1.5 },
    { "@id": 7 },
    [],
    "text",
  ])
    assert.throws(
      () => entryTriples(document),
      (error) => error instanceof SymbolonError && error.code === "E1010",
      JSON.stringify(document),
    );
});
