import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const source = join(import.meta.dirname, "..");
const components = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".tsx"),
);
/** A component that gives way to an error. `isError` is also true where a later look failed and the earlier answer is at hand. */
const GIVES_WAY = /if \(\w+\.isError\)\s*return/;

test("a look that fails later takes no page away, nor what was typed in it: only a first one does (isLoadingError)", () => {
  assert.match("if (orders.isError) return <ErrorNotice />;", GIVES_WAY);
  assert.ok(components.length > 200);
  const faulty = components.filter((file) => GIVES_WAY.test(readFileSync(join(source, file), "utf8")));
  assert.deepEqual(faulty, []);
});
