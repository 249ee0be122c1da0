import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import {
  ACCESS_LEVELS,
  type AccessLevel,
  checkDescription,
  describeDataset,
  ENTRY_SHAPES,
  type EntryShape,
  entryTriples,
  TURTLE_PREFIXES,
  writeShapes,
  writeTurtle,
} from "@symbolon/protocol";
import fc from "fast-check";
import { Parser, Store } from "n3";
import Validator from "rdf-validate-shacl";
import { arbitraryDescription } from "../test-support/arbitraryDescription.ts";
import { catalogueEntry } from "../test-support/testDocuments.ts";

/** Not shrunk: a validation takes long, and its messages say what is wrong. */
const RUNS = { numRuns: process.env.TEST_PROFILE === "full" ? 100 : 3, endOnFailure: true };
/** Shapes of Release 8 and of DCAT-AP, which are not in this repository; the tests with them run where they lie. */
const REFERENCE = new URL("../../../../shared/reference/ehds-data/shacl/", import.meta.url);
const DCAT_AP = ["dcat-ap-3.0.0-shapes.ttl", "market-codelists.ttl"];

const fileOf = (level: AccessLevel) => level.toLowerCase().replace("_", "-");
/** Imports are left out: the validator would not load them. */
const parse = (turtle: string) =>
  new Parser().parse(turtle).filter(({ predicate }) => !predicate.value.endsWith("owl#imports"));
const storeOf = (...texts: string[]) => new Store(texts.flatMap(parse));
const turtleOf = (entry: unknown) => TURTLE_PREFIXES + writeTurtle(entryTriples(entry));

/**
 * Messages of the violations. That a dct:source is no typed dcat:Dataset in the file is none: typed without its properties it would break the
 * shapes of a Dataset, and it is described where it comes from.
 */
async function violations(shapes: Validator, data: string): Promise<string[]> {
  const report = await shapes.validate(storeOf(data));
  return report.results
    .filter(({ severity }) => severity?.value.endsWith("#Violation"))
    .filter(
      ({ path, sourceConstraintComponent }) =>
        !(
          path?.value.endsWith("/source") &&
          sourceConstraintComponent?.value.endsWith("#ClassConstraintComponent")
        ),
    )
    .map(({ path, message }) => `${path?.value}: ${message.map(({ value }) => value).join()}`);
}

const ourShapes = (level: AccessLevel) => new Validator(storeOf(writeShapes(level)));
const published = (level: AccessLevel, ...more: string[]) =>
  new Validator(
    storeOf(
      ...[`healthdcat-ap-r8-${fileOf(level)}-shapes.ttl`, "local-stubs.ttl", ...more].map((name) =>
        readFileSync(new URL(name, REFERENCE), "utf8"),
      ),
    ),
  );

for (const level of ACCESS_LEVELS) {
  const ours = ourShapes(level);

  test(`an arbitrary ${level} entry has no violation of our shapes`, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDescription(level), async (description) => {
        assert.deepEqual(await violations(ours, turtleOf(describeDataset(description))), []);
      }),
      RUNS,
    );
  });

  test(`an arbitrary ${level} entry has no violation of Release 8, DCAT-AP 3.0.0 and the code lists`, {
    skip: !existsSync(REFERENCE) && "the published shapes are not there",
  }, async () => {
    const shapes = published(level, ...DCAT_AP);
    await fc.assert(
      fc.asyncProperty(arbitraryDescription(level), async (description) => {
        assert.deepEqual(await violations(shapes, turtleOf(describeDataset(description))), []);
      }),
      RUNS,
    );
  });

  test(`${level} without a mandatory property breaks our shapes, the published ones and our check alike`, async () => {
    const whole = fc.sample(arbitraryDescription(level), { numRuns: 1, seed: 7 })[0]!;
    const entry: Record<string, unknown> = describeDataset(whole);
    const theirs = existsSync(REFERENCE) ? published(level, ...DCAT_AP) : null;
    const shape: EntryShape = ENTRY_SHAPES.dataset;
    for (const { key, name, needed } of shape.properties) {
      if (needed[ACCESS_LEVELS.indexOf(level)] !== "M") continue;
      const { [key]: _, ...description } = whole as Record<string, unknown>;
      const { [name]: __, ...without } = entry;
      const found = checkDescription(description);
      assert.ok(
        found.some(
          ({ severity, code, path }) => severity === "violation" && code === "MISSING" && path === key,
        ),
        key,
      );
      assert.notDeepEqual(await violations(ours, turtleOf(without)), [], `ours without ${name}`);
      if (theirs !== null)
        assert.notDeepEqual(await violations(theirs, turtleOf(without)), [], `published without ${name}`);
    }
  });
}

test("the entry that a hospital publishes has no violation at its level, and some at another", async () => {
  const data = turtleOf(
    catalogueEntry({
      offersHighFidelity: true,
      countries: ["NLD"],
      codingSystems: ["ICD-O-3"],
      derivedFrom: ["https://hub.example/catalogue/1"],
    }),
  );
  assert.match(data, /dct:source <https:\/\/hub\.example\/catalogue\/1>/);
  assert.deepEqual(await violations(ourShapes("NON_PUBLIC"), data), []);
  assert.notDeepEqual(await violations(ourShapes("PUBLIC"), data), []);
});

test("the committed shapes are those of the table", () => {
  for (const level of ACCESS_LEVELS) {
    const committed = new URL(`../../../protocol/src/generated/shapes/${fileOf(level)}.ttl`, import.meta.url);
    assert.equal(readFileSync(committed, "utf8"), writeShapes(level));
  }
});
