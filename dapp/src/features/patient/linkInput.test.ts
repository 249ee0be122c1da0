import assert from "node:assert/strict";
import { test } from "node:test";
import { type ConsentLink, writeConsentLink } from "@symbolon/protocol";
import { linkInput } from "./linkInput.ts";

const link: ConsentLink = { privateKey: `0x${"07".repeat(32)}`, leaf: null };
const code = writeConsentLink(link);

test("a whole link says which data it is for, also on the page of other data", () => {
  const whole = `https://hub.example/patient/12#${code}`;
  assert.deepEqual(linkInput(` ${whole}\n`, "3"), { datasetId: "12", link });
});

test("a code alone is for the data of the page, and for nothing on a page without any", () => {
  for (const text of [code, `#${code}`]) assert.deepEqual(linkInput(text, "3"), { datasetId: "3", link });
  assert.throws(() => linkInput(code, null), { code: "E1006" });
});

test("another address or a broken code is refused", () => {
  for (const text of ["", "https://hub.example/patient/12", `${code.slice(0, -3)}`, "https://hub.example/#x"])
    assert.throws(() => linkInput(text, "3"), { code: "E1006" }, text);
});
