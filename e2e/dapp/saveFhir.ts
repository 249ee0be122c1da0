import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { checkFhir } from "../../synth-worker/src/ehr/validate/checkFhir.ts";

/** Saves an opened file as FHIR and gives its resources. Fails where the validator of `ehr export` finds anything. */
export async function saveFhir(page: Page): Promise<Record<string, unknown>[]> {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save FHIR" }).click();
  const text = readFileSync(await (await download).path(), "utf8");
  const resources = text
    .trimEnd()
    .split("\n")
    .map((line): Record<string, unknown> => JSON.parse(line));
  assert.deepEqual(checkFhir(resources), []);
  return resources;
}
