import assert from "node:assert/strict";
import { test } from "node:test";
import { inapplicableChecks } from "./inapplicableChecks.ts";
import { PROV_EVIDENCE, provDocument } from "./provDocument.ts";
import { readBundle } from "./readBundle.ts";
import { sampleEvents, sampleEvidence } from "./test-support/sampleEvidence.ts";

const evidence = sampleEvidence(sampleEvents());
const throughText = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

test("both forms of a bundle give the same evidence", () => {
  assert.deepEqual(readBundle(throughText(evidence), "bundle"), evidence);
  assert.deepEqual(readBundle(throughText(provDocument(evidence)), "bundle"), evidence);
});

test("every statement of the graph speaks of something that it declares", () => {
  const { prefix: _, entity, activity, agent, ...relations } = provDocument(evidence);
  const declared = new Set([entity, activity, agent].flatMap((kind) => Object.keys(kind)));
  for (const statement of Object.values(relations).flatMap((list) => Object.values(list)))
    for (const name of Object.values(statement)) assert.ok(declared.has(name), `${name} is declared`);
  assert.ok(Object.keys(relations.wasDerivedFrom).length >= 2, "the file comes from a dataset by a model");
});

test("a graph that tells another story than its evidence is refused", () => {
  const document = provDocument(evidence);
  const retold = { ...document, agent: { ...document.agent, "sym:account-00": { "sym:role": "provider" } } };
  assert.throws(() => readBundle(throughText(retold), "bundle"), { code: "E7005" });
  const broken = { ...document, entity: { [PROV_EVIDENCE.entity]: { [PROV_EVIDENCE.attribute]: "{" } } };
  assert.throws(() => readBundle(broken, "bundle"), { code: "E1006" });
  assert.throws(() => readBundle({ some: "thing" }, "bundle"), { code: "E1006" });
});

test("what is left out is named, once each, with and without the file", () => {
  const names = (hasFile: boolean) => inapplicableChecks(evidence, hasFile).map(({ name }) => name);
  assert.deepEqual(
    names(false).filter((name) => !names(true).includes(name)),
    ["file hash"],
  );
  assert.equal(new Set(names(false)).size, names(false).length);
});
