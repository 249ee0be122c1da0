import assert from "node:assert/strict";
import { test } from "node:test";
import { EvaluationReport } from "../../messages/evaluationReport.ts";
import { renderEvaluation } from "../renderEvaluation.ts";
import { sampleReport } from "../test-support/sampleReport.ts";
import { imagesSection } from "./imagesSection.ts";

const IMAGES: NonNullable<EvaluationReport["images"]> = {
  images: 1500,
  kernelDistance: 0.213,
  kernelDistanceReal: -0.004,
  precision: 0.941,
  recall: 0.837,
  diversity: 0.402,
  diversityReal: 0.441,
  accuracy: 0.963,
  accuracyReal: 0.981,
  membership: { value: 0.512, low: 0.481, high: 0.543 },
  plantedFound: 0.9931,
  falseAlarms: 0.0034,
};
const textOf = (markup: string) => markup.replace(/<style>.*<\/style>/s, "").replace(/<[^>]*>/g, "\n");

test("a report of images says how they compare with other patients' images and what was done against copies", () => {
  const report = EvaluationReport.parse({ ...sampleReport(), images: IMAGES });
  const document = renderEvaluation(report);
  assert.match(document, /<a href="#images">The images<\/a>/);
  const text = textOf(document);
  for (const words of [
    "1,500 images",
    "0.213",
    "\u22120.004",
    "0.963",
    "0.512 (0.481 to 0.543)",
    "99.3 %",
    "0.3 %",
  ])
    assert.ok(text.includes(words), words);
});

test("a report of anything else has no such chapter, and a figure that is not known is not made up", () => {
  assert.equal(imagesSection(sampleReport()), null);
  assert.ok(!renderEvaluation(sampleReport()).includes('id="images"'));
  const unknown = Object.fromEntries(
    Object.entries(IMAGES).map(([name, value]) => [
      name,
      name === "images" || name === "membership" ? value : null,
    ]),
  );
  const { markup } = imagesSection(EvaluationReport.parse({ ...sampleReport(), images: unknown }))!;
  const text = textOf(markup.markup);
  assert.equal([...text.matchAll(/not reported/g)].length, 10);
  assert.doesNotMatch(text, /NaN|null|undefined/);
});
