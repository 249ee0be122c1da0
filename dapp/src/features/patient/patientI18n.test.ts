import assert from "node:assert/strict";
import { test } from "node:test";
import { firstLanguage } from "./firstLanguage.ts";
import { patientI18n } from "./patientI18n.ts";

test("the first wanted language that the page speaks is taken, else English", () => {
  assert.equal(firstLanguage(["sv-FI", "fi-FI", "de"]), "fi");
  assert.equal(firstLanguage(["DE-at"]), "de");
  assert.equal(firstLanguage(["sv", "toString"]), "en");
  assert.equal(firstLanguage([]), "en");
});

test("texts are there at once, with their blanks filled", () => {
  const { t } = patientI18n("fi");
  assert.equal(t("uses.proof", { id: "7" }), "Katso tilauksen 7 todisteet");
});
