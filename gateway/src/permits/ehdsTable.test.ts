import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const ROOT = new URL("../../../", import.meta.url);
const table = readFileSync(new URL("docs/EHDS.md", ROOT), "utf8");

test("every test that docs/EHDS.md names is there", () => {
  const named = [...table.matchAll(/`([^`\s]+\.(?:ts|sol))` › ([^;|\n]+)/g)];
  assert.ok(named.length > 70, String(named.length));
  for (const [, file, name] of named) {
    const text = readFileSync(new URL(file!, ROOT), "utf8");
    assert.ok(text.includes(name!.trim().replace(/ \|$/, "")), `${file}: ${name}`);
  }
});
