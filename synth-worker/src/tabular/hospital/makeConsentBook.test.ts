import assert from "node:assert/strict";
import { test } from "node:test";
import { computeAddress } from "ethers";
import { cryptoEntropy } from "../../random/cryptoEntropy.ts";
import { parseConsentBook } from "./consentBook.ts";
import { consentTree } from "./consentTree.ts";
import { makeConsentBook } from "./makeConsentBook.ts";

const terms = {
  title: "Trial",
  publisher: "Hospital",
  purposes: ["SCIENTIFIC_RESEARCH"],
  category: 12,
  contact: "data@hospital.example",
};
const file = { subjects: ["a", "b", "c", "d"], fileDigest: "0f".repeat(32) };
const make = () => makeConsentBook(file, terms, { given: "2026-01-01T00:00:00Z", entropy: cryptoEntropy() });

test("a consent's address is that of its key, as a wallet computes it, and the root is of all consents", () => {
  const book = parseConsentBook(make());
  for (const { privateKey, consentKey } of book.consents)
    assert.equal(computeAddress(privateKey).toLowerCase(), consentKey);
  assert.deepEqual(
    book.consents.map(({ subject }) => subject),
    file.subjects,
  );
  assert.deepEqual(book.consents.map(({ leafIndex }) => leafIndex).sort(), [0, 1, 2, 3]);
  assert.equal(consentTree(book.consents).root, book.root);
  assert.equal(book.fileDigest, file.fileDigest);
});

test("every place of a tree is reached: the shuffle does not keep the order", () => {
  const places = new Set<number>();
  // A place of four that is never the first record's in 60 books: chance 4 * (3/4)^60, below 2e-7.
  for (let i = 0; i < 60; i++) places.add(make().consents[0]!.leafIndex);
  assert.deepEqual([...places].sort(), [0, 1, 2, 3]);
});

test("the same file gives another root each time: nothing of a book can be guessed from the records", () => {
  assert.notEqual(make().root, make().root);
});
