import assert from "node:assert/strict";
import { test } from "node:test";
import { type CitationInput, citationBibtex, citationText } from "./citation.ts";

const input: CitationInput = {
  id: "7",
  title: "Lung {cohort} & more_100%",
  holder: "Hospital A",
  version: 2,
  // One second before 2027 in UTC, already 2027 east of it.
  publishedAt: Date.UTC(2026, 11, 31, 23, 59, 59) / 1000,
  chainId: 31_337,
  registry: `0x${"ab".repeat(20)}`,
  catalogueDigest: `0x${"cd".repeat(32)}`,
  url: "https://market.example/datasets/7",
};

test("a citation has holder, UTC year, title, version, and what finds the dataset without this page", () => {
  assert.equal(
    citationText(input),
    `Hospital A (2026): Lung {cohort} & more_100%. Version 2. Symbolon. Dataset. eip155:31337:0x${"ab".repeat(20)}, dataset 7. Catalogue entry sha256 0x${"cd".repeat(32)}. https://market.example/datasets/7`,
  );
});

test("BibTeX stays whole whatever the title holds", () => {
  const text = citationBibtex(input);
  assert.equal(text.split("{").length, text.split("}").length);
  assert.match(text, /title = \{\{Lung cohort \\& more\\_100\\%\}\}/);
});
