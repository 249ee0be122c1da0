import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { z } from "zod";
import { answerFault } from "../../test-support/answerFault.ts";
import { openTestGateway, type TestGateway } from "../../test-support/openTestGateway.ts";
import { REST_ROUTES } from "../rest/routes.ts";
import { openApiDocument } from "./openApiDocument.ts";
import { pathsOf } from "./pathsOf.ts";
import { ROUTE_ABOUTS } from "./routeAbouts.ts";

type Operation = {
  operationId: string;
  parameters: { name: string; schema: { pattern: string } }[];
  responses: Record<string, unknown>;
};
type Document = { openapi: string; paths: Record<string, Record<string, Operation>> };

/** Routes whose JSON answer is told in words alone: findings over a foreign file; what was there before. */
const ANY = ["catalogueCheck", "orderKeyPut"];

describe("the description of the REST routes", () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await openTestGateway();
  });
  after(() => gateway.close());

  it("is served, and has every route with its method", async () => {
    const document = (await (await fetch(`${gateway.url}/openapi.json`)).json()) as Document;
    assert.equal(document.openapi, "3.1.0");
    for (const { name, method, pattern } of REST_ROUTES)
      for (const { path } of pathsOf(pattern))
        assert.ok(
          document.paths[path]?.[method.toLowerCase()]?.operationId.startsWith(name),
          `${method} ${path}`,
        );
  });

  it("names no operation twice, and every parameter of a path", () => {
    const document = openApiDocument(REST_ROUTES, "1.0.0") as unknown as Document;
    const ids: string[] = [];
    for (const [path, methods] of Object.entries(document.paths))
      for (const { operationId, parameters, responses } of Object.values(methods)) {
        ids.push(operationId);
        assert.ok("default" in responses);
        assert.deepEqual(
          [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
          parameters.map(({ name }) => name),
        );
        for (const { schema } of parameters) assert.doesNotThrow(() => new RegExp(schema.pattern));
      }
    assert.deepEqual(ids, [...new Set(ids)]);
  });

  it("has paths that lead to the route they are made of", () => {
    const samples = [
      "1",
      "7",
      "bafkqaaa",
      "FI",
      `0x${"ab".repeat(32)}`,
      "ab".repeat(16),
      "health-dcat",
      "2027-01-31",
    ];
    for (const route of REST_ROUTES)
      for (const { path, parameters } of pathsOf(route.pattern)) {
        let filled = path;
        for (const [name, pattern] of Object.entries(parameters)) {
          const sample = samples.find((text) => new RegExp(`^(?:${pattern})$`).test(text));
          assert.ok(sample !== undefined, `${route.name}: no sample for ${pattern}`);
          filled = filled.replace(`{${name}}`, sample);
        }
        const met = REST_ROUTES.find((one) => one.method === route.method && one.pattern.test(filled));
        assert.equal(met?.name, route.name, filled);
      }
  });

  it("has a description of every route, and of none that is not there", () => {
    const names = REST_ROUTES.map(({ name }) => name);
    assert.deepEqual(Object.keys(ROUTE_ABOUTS).sort(), names.sort());
  });

  it("gives every JSON answer and every JSON body that a route takes a schema that says something", () => {
    for (const [name, { answers, body }] of Object.entries(ROUTE_ABOUTS)) {
      const shapes = Object.values(answers).flatMap(({ types, shape }) =>
        types?.includes("application/json") === true && !ANY.includes(name) ? [shape] : [],
      );
      for (const shape of body === undefined ? shapes : [...shapes, body]) {
        assert.ok(shape !== undefined, name);
        assert.notDeepEqual(
          z.toJSONSchema(shape, { unrepresentable: "any", io: "input" }),
          z.toJSONSchema(z.any()),
          name,
        );
      }
    }
  });

  it("takes patterns apart, and refuses what it cannot", () => {
    assert.deepEqual(
      pathsOf(/^\/a\/(x|y)(\.ttl)?$/).map(({ path }) => path),
      ["/a/x", "/a/x.ttl", "/a/y", "/a/y.ttl"],
    );
    assert.throws(() => pathsOf(/^\/a\/[0-9]+$/), TypeError);
    assert.throws(() => pathsOf(/^\/a\/((x))$/), TypeError);
  });

  it("tells an answer that is not as described", () => {
    const sent = (status: number, body: unknown, type = "application/json") =>
      answerFault(REST_ROUTES, {
        method: "GET",
        path: "/health",
        status,
        type,
        body: Buffer.from(JSON.stringify(body)),
      });
    const health = { ok: true, database: true, storage: true, chain: true, indexer: true };
    assert.equal(sent(200, health), null);
    for (const fault of [
      sent(200, { ...health, secret: 1 }),
      sent(200, { ok: true }),
      sent(200, health, "text/plain"),
      sent(201, health),
      sent(500, { message: "no" }),
    ])
      assert.notEqual(fault, null);
  });
});
