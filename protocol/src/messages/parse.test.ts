import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { parseDocument } from "./parse.ts";

const schema = z.strictObject({ rows: z.int(), columns: z.array(z.strictObject({ name: z.string() })) });

test("a valid document comes back typed", () => {
  const { rows } = parseDocument(schema, { rows: 1, columns: [] }, "order.json");
  assert.equal(rows, 1);
});

test("the error names the document and the first fault's place", () => {
  assert.throws(() => parseDocument(schema, { rows: 1, columns: [{ name: 2 }] }, "order.json"), {
    code: "E1006",
    retryable: false,
    message: /^E1006 order\.json is not valid: columns\.0\.name: /,
  });
  assert.throws(() => parseDocument(schema, "text", "order.json"), { code: "E1006" });
});
