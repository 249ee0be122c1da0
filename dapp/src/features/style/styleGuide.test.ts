import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const here = import.meta.dirname;
const ui = join(here, "..", "..", "ui");
const specimens = readdirSync(here)
  .filter((file) => file.endsWith("Specimens.tsx"))
  .map((file) => readFileSync(join(here, file), "utf8"))
  .join("\n");
const components = readdirSync(ui)
  .filter((file) => file.endsWith(".tsx"))
  .map((file) => file.replace(".tsx", ""));

test("every component of the design system is on the style guide page", () => {
  assert.ok(components.length >= 20);
  const missing = components.filter(
    (name) => !specimens.includes(`<Specimen name="${name}">`) || !specimens.includes(`<${name}`),
  );
  assert.deepEqual(missing, []);
});

test("nothing is on it that is no component any more", () => {
  const named = [...specimens.matchAll(/<Specimen name="(\w+)">/g)].map(([, name]) => name!);
  assert.deepEqual(named.toSorted(), components.toSorted());
});

test("every icon is shown", () => {
  const names = [...readFileSync(join(ui, "Icon.tsx"), "utf8").matchAll(/^ {2}(\w+): "M/gm)];
  for (const [, name] of names) assert.ok(specimens.includes(`"${name}"`), name);
});
