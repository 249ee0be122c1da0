import assert from "node:assert/strict";
import { test } from "node:test";
import { type DraftOwner, type DraftStorage, forgetDraft, keepDraft, readDraft } from "./draftStore.ts";
import { DEFAULT_DRAFT, type PurchaseDraft } from "./purchaseDraft.ts";
import { memoryStorage } from "./test-support/memoryStorage.ts";
import { sampleDataset } from "./test-support/sampleDataset.ts";

const owner: DraftOwner = {
  chainId: 31337,
  account: "0x00000000000000000000000000000000000000a1",
  schemaDigest: `0x${"aa".repeat(32)}`,
  search: "?datasets=1",
};
const draft: PurchaseDraft = {
  ...DEFAULT_DRAFT,
  datasetIds: ["1", "2"],
  rows: 777,
  leastDatasets: 1,
  purposeMask: 16,
  contents: {
    ...DEFAULT_DRAFT.contents,
    leftOut: ["age"],
    cohort: [{ column: "grade", operator: "is", value: "2" }],
  },
};

test("a draft outlives a reload, to the last condition", () => {
  const storage = memoryStorage();
  keepDraft(storage, owner, draft);
  assert.deepEqual(readDraft(storage, owner), draft);
});

test("another account, chain, schema or address never sees it; who connects after typing does", () => {
  const storage = memoryStorage();
  keepDraft(storage, owner, draft);
  const others: Partial<DraftOwner>[] = [
    { account: "0x00000000000000000000000000000000000000a2" },
    { account: null },
    { chainId: 1 },
    { schemaDigest: `0x${"bb".repeat(32)}` },
    { search: "?datasets=2" },
  ];
  for (const other of others)
    assert.equal(readDraft(storage, { ...owner, ...other }), null, JSON.stringify(other));
  keepDraft(storage, { ...owner, account: null }, draft);
  assert.deepEqual(readDraft(storage, owner), draft);
});

test("one draft is kept at a time, so that nothing stays of an account that was left", () => {
  const storage = memoryStorage();
  const second = { ...owner, account: "0x00000000000000000000000000000000000000a2" } as const;
  keepDraft(storage, owner, draft);
  keepDraft(storage, second, DEFAULT_DRAFT);
  assert.equal(storage.kept.size, 1);
  assert.equal(readDraft(storage, owner), null);
  forgetDraft(storage);
  assert.equal(storage.kept.size, 0);
});

test("the warning is read anew and the second hospital chosen anew", () => {
  const storage = memoryStorage();
  const linked = { ...draft.linked, partner: sampleDataset("9"), leftOut: ["9.age"] };
  keepDraft(storage, owner, { ...draft, linked, isWarned: true });
  assert.deepEqual(readDraft(storage, owner), draft);
});

test("a number that is none, a member of another form and a damaged record become the default, never a crash", () => {
  const storage = memoryStorage();
  keepDraft(storage, owner, { ...draft, epsilon: Number.NaN });
  assert.equal(readDraft(storage, owner)?.epsilon, DEFAULT_DRAFT.epsilon);
  const [slot] = [...storage.kept.keys()];
  const text = storage.kept.get(slot!)!;
  storage.kept.set(slot!, text.replace('"cohort":[', '"cohort":"x","older":['));
  assert.deepEqual(readDraft(storage, owner)?.contents.cohort, []);
  for (const damaged of ["", "{", "7", "{}", '{"owner":null}', "null"]) {
    storage.kept.set(slot!, damaged);
    assert.equal(readDraft(storage, owner), null, damaged);
  }
});

test("a browser without room keeps nothing and says nothing", () => {
  const full: DraftStorage = {
    getItem: () => null,
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
    removeItem: () => undefined,
  };
  keepDraft(full, owner, draft);
  assert.equal(readDraft(full, owner), null);
});
