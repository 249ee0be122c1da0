import assert from "node:assert/strict";
import { test } from "node:test";
import { negotiate } from "./negotiate.ts";

const OFFERED = ["application/ld+json", "text/turtle", "text/html"] as const;

for (const [accept, expected, why] of [
  [undefined, "application/ld+json", "no header takes the first"],
  ["", "application/ld+json", "an empty one too"],
  ["*/*", "application/ld+json", "everything takes the first"],
  ["text/turtle", "text/turtle", "the one asked for"],
  ["TEXT/Turtle", "text/turtle", "whatever its case"],
  ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html", "a browser's header"],
  ["text/turtle;q=0.5, application/ld+json;q=0.4", "text/turtle", "the higher weight"],
  ["text/*", "text/turtle", "a type's first"],
  ["text/*;q=0.9, text/turtle;q=0.1", "text/html", "the specific range outweighs the wide one"],
  ["*/*, application/ld+json;q=0", "text/turtle", "zero refuses"],
  ["application/rdf+xml", null, "nothing fits"],
  ["text/turtle;q=0", null, "refused and nothing else"],
  ["text/turtle;q=2", null, "a weight that is none"],
  ["nonsense, text/html", "text/html", "unreadable ranges are passed over"],
  ["*/html", null, "no such range"],
  ["text/turtle;charset=utf-8;q=0.3, text/html;q=0.2", "text/turtle", "parameters do not matter"],
] as const)
  test(`${why}: ${accept}`, () => assert.equal(negotiate(accept, OFFERED), expected));
