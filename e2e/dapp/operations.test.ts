import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { buildSchema, parse, validate } from "graphql";
import { OPERATIONS } from "../../dapp/src/data/gateway/operations.ts";

const schema = buildSchema(
  readFileSync(new URL("../../gateway/src/server/schema.graphql", import.meta.url), "utf8"),
);

for (const [name, text] of Object.entries(OPERATIONS)) {
  test(`operation ${name} fits the gateway's schema`, () => {
    assert.deepEqual(validate(schema, parse(text)), []);
  });
}
