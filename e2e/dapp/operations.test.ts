import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { OPERATIONS } from "../../dapp/src/data/gateway/operations.ts";

// graphql-js is the gateway's dependency, so it is taken from there: the schema is read by what will serve it.
const fromGateway = createRequire(new URL("../../gateway/package.json", import.meta.url));
const { buildSchema, parse, validate } = fromGateway("graphql") as GraphqlJs;

/** The part of graphql-js that this test uses. */
type GraphqlJs = {
  buildSchema(sdl: string): object;
  parse(text: string): object;
  validate(schema: object, document: object): readonly { message: string }[];
};

const schema = buildSchema(
  readFileSync(new URL("../../gateway/src/server/schema.graphql", import.meta.url), "utf8"),
);

for (const [name, text] of Object.entries(OPERATIONS)) {
  test(`operation ${name} fits the gateway's schema`, () => {
    assert.deepEqual(validate(schema, parse(text)), []);
  });
}
