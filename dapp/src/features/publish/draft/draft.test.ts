import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { digestOfDocument, type Hex, summariseCatalogueEntry } from "@symbolon/protocol";
import { parseProviderConfig } from "@symbolon/synth-worker/upload";
import { blockedBy } from "../blockedBy.ts";
import { sampleCalls } from "../sample/sampleCalls.ts";
import { draftFaults } from "./draftFaults.ts";
import { draftSlot, keepDraft, readDraft } from "./draftStore.ts";
import { faultsOfStep } from "./faultsOfStep.ts";
import { providerConfigOf } from "./providerConfigOf.ts";
import { EMPTY_DRAFT, type PublishDraft } from "./publishDraft.ts";
import { publishInput } from "./publishInput.ts";
import { stepOfField } from "./stepOfField.ts";
import { STEPS } from "./steps.ts";
import { withSample } from "./withSample.ts";

const PAGE = "https://market.example/";
const ROOT: Hex = `0x${"ab".repeat(32)}`;

async function goodDraft(): Promise<PublishDraft> {
  const bytes = readFileSync(new URL("../../../../../examples/breast/gbsg.csv", import.meta.url));
  const sample = await sampleCalls().read(new File([bytes], "gbsg.csv"));
  return {
    ...withSample(EMPTY_DRAFT, sample),
    isPublicOk: true,
    title: "Breast cancer trial",
    description: "Node-positive patients of one trial.",
    publisher: "Hospital",
    contact: "data@hospital.example",
    hdabName: "Access body",
    hdabPage: "https://hdab.example/",
    coverage: "Patients of one trial",
    provenance: "Trial database",
  };
}

test("an empty draft says on every step what is missing, and nothing else stops a filled one", async () => {
  const faults = draftFaults(EMPTY_DRAFT);
  for (const step of ["file", "schema", "about"] as const)
    assert.ok(faultsOfStep(faults, step).length > 0, step);
  assert.deepEqual(faultsOfStep(faults, "terms"), [], "terms have sound defaults");
  assert.deepEqual(draftFaults(await goodDraft()), {});
});

test("each mistake is told beside its own field", async () => {
  const good = await goodDraft();
  const age = good.columns.find(({ name }) => name === "age")!;
  const withAge = (part: object) => ({
    columns: good.columns.map((column) => (column === age ? { ...column, ...part } : column)),
  });
  const mistakes: [Partial<PublishDraft>, string][] = [
    [{ title: "" }, "title"],
    [{ title: "x".repeat(161) }, "title"],
    [{ contact: "nobody" }, "contact"],
    [{ hdabPage: "not a page" }, "hdabPage"],
    [{ hdabName: " " }, "hdabName"],
    [{ licence: "CC BY" }, "licence"],
    [{ minAge: "70", maxAge: "20" }, "minAge"],
    [{ minAge: "twelve", maxAge: "20" }, "minAge"],
    [{ start: "2020-02-30", end: "2021-01-01" }, "start"],
    [{ codingSystems: "ICD 10" }, "codingSystems"],
    [{ isPublicFunding: true }, "labelUrl"],
    [{ keywords: "x".repeat(41) }, "keywords"],
    [{ price: "-1" }, "price"],
    [{ price: "1e3" }, "price"],
    [{ epsilon: "0" }, "epsilon"],
    [{ epsilonPerBuyer: "5" }, "epsilonPerBuyer"],
    [{ purposesMask: 0 }, "purposesMask"],
    [{ renewalPercent: "101" }, "renewalPercent"],
    [{ lane: "ehds", costs: { ...good.costs, compute: "two" } }, "costs.compute"],
    [{ dataUse: { "DUO:0000007": "" } }, "dataUse.DUO:0000007"],
    [withAge({ edges: [10, 10, 20] }), "column.age"],
    [withAge({ edges: [] }), "column.age"],
    [withAge({ name: "nodes" }), "column.nodes"],
    [withAge({ label: "" }), "column.age"],
    [{ schemaName: "two words" }, "schemaName"],
    [{ isPublicOk: false }, "isPublicOk"],
    [{ sample: null }, "sample"],
  ];
  for (const [part, field] of mistakes) {
    const faults = draftFaults({ ...good, ...part });
    assert.ok(field in faults, `${field}: ${JSON.stringify(faults)}`);
    assert.ok(STEPS.some(({ id }) => id === stepOfField(field as keyof PublishDraft)));
  }
});

test("a draft becomes a listing, an entry and a configuration that agree and hold amounts exactly", async () => {
  const draft = {
    ...(await goodDraft()),
    price: "12.000000000000000001",
    epsilonPerBuyer: "1",
    countries: ["DEU"],
  };
  const { listing, schema, entry } = publishInput(draft, {
    root: ROOT,
    unique: "ab".repeat(8),
    accessUrl: PAGE,
  });
  assert.equal(listing.priceWei, 12_000_000_000_000_000_001n);
  assert.equal(listing.schemaDigest, digestOfDocument(schema));
  assert.equal(listing.catalogueDigest, digestOfDocument(entry));
  assert.ok(listing.rhoPerBuyerMicro > 0n && listing.rhoPerBuyerMicro < listing.rhoCapMicro);
  assert.deepEqual(
    { ...summariseCatalogueEntry(entry), description: "" },
    {
      title: draft.title,
      description: "",
      keywords: [...summariseCatalogueEntry(entry).keywords],
      records: 690,
      licence: draft.licence,
    },
  );
  const config = parseProviderConfig(providerConfigOf(draft, PAGE));
  assert.deepEqual(Object.keys(config.columns).sort(), schema.columns.map(({ name }) => name).sort());
  assert.equal(config.subject?.sql, '"pid"');
  assert.throws(() => publishInput(draft, { root: null, unique: "0", accessUrl: PAGE }), { code: "E1006" });
});

test("the EHDS lane has cost lines, no consent root, and neither row price nor renewal", async () => {
  const costs = { holder: "10", compute: "5", evaluation: "1", accessBody: "0.5" };
  const draft: PublishDraft = { ...(await goodDraft()), lane: "ehds", costs };
  assert.deepEqual(draftFaults(draft), {});
  const { listing } = publishInput(draft, { root: null, unique: "0", accessUrl: PAGE });
  assert.deepEqual(
    [listing.lane, listing.priceWei, listing.rowPriceWei, listing.renewalBps, BigInt(listing.consentRoot)],
    [1, 16_500_000_000_000_000_000n, 0n, 0, 0n],
  );
  assert.throws(() => publishInput(draft, { root: ROOT, unique: "0", accessUrl: PAGE }), { code: "E1006" });
});

test("nothing can be signed before the file is here, every record fits and the consents' keys are saved", () => {
  const ready = {
    faulty: [],
    lane: "commercial" as const,
    consents: { book: {}, isSaved: true },
    fit: { data: {}, error: null },
    isLoaded: true,
  };
  assert.equal(blockedBy(ready), null);
  assert.equal(blockedBy({ ...ready, lane: "ehds", consents: { book: null, isSaved: false } }), null);
  for (const part of [
    { faulty: ["terms" as const] },
    { isLoaded: false },
    { fit: { data: undefined, error: null } },
    { fit: { data: {}, error: new Error("a level is unknown") } },
    { consents: { book: null, isSaved: false } },
    { consents: { book: {}, isSaved: false } },
  ])
    assert.equal(typeof blockedBy({ ...ready, ...part }), "string", JSON.stringify(part));
});

test("a draft survives a reload under its account alone; a damaged one counts as none", async () => {
  const slots = new Map<string, string>();
  const storage = {
    getItem: (key: string) => slots.get(key) ?? null,
    setItem: (key: string, value: string) => void slots.set(key, value),
    removeItem: (key: string) => void slots.delete(key),
  };
  const draft = await goodDraft();
  assert.equal(keepDraft(storage, draftSlot(1, "0xAB"), draft), true);
  assert.deepEqual(readDraft(storage, draftSlot(1, "0xab")), draft);
  assert.deepEqual(readDraft(storage, draftSlot(2, "0xab")), EMPTY_DRAFT);
  for (const bad of [
    "not JSON",
    "[]",
    '{"format":"symbolon-publish-draft/1"}',
    JSON.stringify({ ...draft, themes: "a" }),
  ]) {
    slots.set(draftSlot(1, "0xab"), bad);
    assert.deepEqual(readDraft(storage, draftSlot(1, "0xab")), EMPTY_DRAFT);
  }
  const full = {
    ...storage,
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
  };
  assert.equal(keepDraft(full, "a", draft), false);
});

test("picking the same file again keeps what was edited; another file starts its columns anew", async () => {
  const draft = await goodDraft();
  const bytes = readFileSync(new URL("../../../../../examples/breast/gbsg.csv", import.meta.url));
  const same = await sampleCalls().read(new File([bytes], "gbsg.csv"));
  const edited = { ...draft, columns: draft.columns.map((column) => ({ ...column, label: "Edited" })) };
  assert.deepEqual(withSample(edited, same), edited);
  const other = await sampleCalls().read(new File(["a,b\n1,x\n2,y\n"], "other.csv"));
  const replaced = withSample(edited, other);
  assert.deepEqual([replaced.columns.length, replaced.isPublicOk, replaced.title], [2, false, draft.title]);
});
