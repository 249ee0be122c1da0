import assert from "node:assert/strict";
import { test } from "node:test";
import { publicValues } from "./binLabel.ts";
import { cohortText } from "./cohortText.ts";
import { csvPreview } from "./csvPreview.ts";
import { formatRho } from "./formatRho.ts";
import { formatSym } from "./formatSym.ts";
import { formatDuration } from "./formatTime.ts";
import { licenceLabel } from "./licenceLabel.ts";
import { bestGuessAccuracy, formatDelta, oneIn } from "./privacyMeaning.ts";
import { purposeOfFacet, purposeOfMask, purposeReference, purposesOf } from "./purposes.ts";
import { shortHex } from "./shortHex.ts";

const E18 = 10n ** 18n;

test("amounts are grouped, cut and never rounded up, and exact beyond 2^53", () => {
  assert.equal(formatSym(1_234_567_890_000_000_000_000n), "1,234.56");
  assert.equal(formatSym(160n * E18), "160");
  assert.equal(formatSym(1_999_999_999_999_999_999n), "1.99");
  assert.equal(formatSym(0n), "0");
  assert.equal(formatSym(1n), "<0.01");
  assert.equal(formatSym(123_456_789_012_345_678_901n * E18, 0), "123,456,789,012,345,678,901");
});

test("rho shows every micro-unit", () => {
  assert.equal(formatRho(24_355n), "ρ 0.024355");
  assert.equal(formatRho(1_500_000n), "ρ 1.5");
  assert.equal(formatRho(0n), "ρ 0");
});

test("durations use the largest unit and one below it", () => {
  assert.equal(formatDuration(45), "45 s");
  assert.equal(formatDuration(150), "2 min 30 s");
  assert.equal(formatDuration(7200), "2 h");
  assert.equal(formatDuration(93_600), "1 d 2 h");
  assert.equal(formatDuration(-3), "0 s");
});

test("long hex is shortened, short text is not", () => {
  assert.equal(shortHex("0x1234567890abcdef"), "0x1234…cdef");
  assert.equal(shortHex("0x12"), "0x12");
});

test("purposes follow the mask's bits and Art. 53(1); a compound mask is no purpose", () => {
  assert.deepEqual(
    purposesOf(0b1010000).map((purpose) => purpose.code),
    ["SCIENTIFIC_RESEARCH", "ALGORITHMS"],
  );
  assert.equal(purposeReference(purposeOfMask(64)!), "Art. 53(1)(e)(ii)");
  assert.equal(purposeOfMask(48), undefined);
  assert.equal(purposeOfMask(1 << 20), undefined);
  assert.equal(purposeOfFacet("16")?.code, "SCIENTIFIC_RESEARCH");
  assert.equal(purposeOfFacet("e.ii")?.code, "ALGORITHMS");
  assert.equal(purposeOfFacet("nonsense"), undefined);
});

test("the privacy sentence: epsilon 0 is a coin, epsilon 1 is right in 73 %, never above 1", () => {
  assert.equal(bestGuessAccuracy(0, 0), 0.5);
  assert.ok(Math.abs(bestGuessAccuracy(1, 1e-6) - 0.7310588) < 1e-6);
  assert.ok(bestGuessAccuracy(20, 1e-3) <= 1);
  assert.equal(oneIn(1e-6), "1 in 1,000,000");
  assert.equal(formatDelta(1e-6), "1e−6");
});

test("bins are closed ranges, single values stand alone, levels stay as they are", () => {
  assert.deepEqual(publicValues({ name: "n", label: "N", kind: "numeric", unit: "", edges: [0, 1, 4, 10] }), [
    "0",
    "1–3",
    "4–9",
  ]);
  assert.deepEqual(publicValues({ name: "c", label: "C", kind: "categorical", levels: ["<=20", ">20"] }), [
    "<=20",
    ">20",
  ]);
});

test("RFC 4180: quotes, doubled quotes, commas and line breaks in fields, CRLF, no last line break", () => {
  const preview = csvPreview('a,b\r\n1,"x, ""y""\nz"\r\n2,\r\n3,w', 2);
  assert.deepEqual(preview.header, ["a", "b"]);
  assert.deepEqual(preview.rows, [
    ["1", 'x, "y"\nz'],
    ["2", ""],
  ]);
  assert.equal(preview.totalRows, 3);
  assert.deepEqual(csvPreview(""), { header: [], rows: [], totalRows: 0 });
});

test("licence names", () => {
  assert.equal(licenceLabel("https://creativecommons.org/licenses/by-sa/4.0/"), "CC BY-SA 4.0");
  assert.equal(licenceLabel("https://example.org/terms/"), "example.org/terms");
});

test("a cohort reads as words", () => {
  assert.equal(
    cohortText([
      { column: "size", in: ["20-50", ">50"] },
      { column: "age", from: 60 },
      { column: "nodes", below: 4 },
      { column: "pgr", from: 1, below: 20 },
    ]),
    "size 20-50 or >50; age 60 or more; nodes below 4; pgr from 1 to below 20",
  );
});
