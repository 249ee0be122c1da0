import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, before, describe, it } from "node:test";
import { Wallet } from "ethers";
import { openTestGateway, type TestGateway } from "../test-support/openTestGateway.ts";
import { signedHeaders } from "../test-support/signedHeaders.ts";

const buyer = new Wallet(`0x${"02".repeat(32)}`);

describe("hostile requests", () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await openTestGateway();
  });
  after(() => gateway.close());

  /** Sends raw text over TCP and gives what comes back until the server closes or has answered. */
  function raw(text: string): Promise<string> {
    const { hostname, port } = new URL(gateway.url);
    return new Promise((resolve, reject) => {
      let answer = "";
      const socket = connect(Number(port), hostname, () => socket.write(text));
      socket.setEncoding("utf8").on("data", (part: string) => {
        answer += part;
        if (answer.includes("\r\n\r\n")) socket.destroy();
      });
      socket.on("close", () => resolve(answer)).on("error", reject);
    });
  }
  const statusOf = async (text: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(await raw(text))?.[1] ?? 0);
  const post = (body: string, type = "application/json") =>
    fetch(`${gateway.url}/graphql`, { method: "POST", headers: { "content-type": type }, body });
  const isAlive = async () => assert.equal((await post('{"query":"{ stats { orders } }"}')).status, 200);

  it("GraphQL that is none is refused with 4xx and tells nothing of the server", async () => {
    const bodies = [
      "",
      "null",
      "[]",
      "{}",
      '{"query":null}',
      '{"query":7}',
      '{"query":"{"}',
      '{"query":"{ stats { orders } }","variables":7}',
      '{"query":"query A { stats { orders } } query B { stats { orders } }"}',
      `{"query":"${"{a".repeat(900)}"}`,
      '{"query":"{ __proto__ { x } }"}',
      '{"query":"{ stats { orders } }","operationName":"__proto__"}',
      "\u0000",
    ];
    for (const body of bodies) {
      const response = await post(body);
      const text = await response.text();
      assert.ok(
        (response.status >= 400 && response.status < 500) || text.includes('"errors"'),
        body.slice(0, 60),
      );
      assert.ok(!/node_modules|\/src\/|at .*\.ts/.test(text), text.slice(0, 300));
    }
    await isAlive();
  });

  it("a form or plain text runs no operation, so another site's page cannot send one without a preflight", async () => {
    for (const type of ["text/plain", "multipart/form-data; boundary=x", "application/octet-stream"]) {
      const response = await post('{"query":"mutation { pinOrderSpec(spec: {}) { error { code } } }"}', type);
      assert.ok(response.status >= 400 && response.status < 500, `${type}: ${response.status}`);
    }
    const get = await fetch(
      `${gateway.url}/graphql?${new URLSearchParams({ query: "mutation { pinOrderSpec(spec: {}) { error { code } } }" })}`,
    );
    assert.equal(get.status, 405);
  });

  it("a body that is announced or sent too large is refused before it is read", async () => {
    for (const path of ["/graphql", "/orders/1/key", "/session"]) {
      const method = path === "/orders/1/key" ? "PUT" : "POST";
      const head = `${method} ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 999999999\r\n\r\n{`;
      const status = await statusOf(head);
      assert.equal(status, 413, path);
    }
    await isAlive();
  });

  it("two lengths, a length and chunks, and a target that is no path are refused", async () => {
    const smuggled =
      "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    assert.equal(await statusOf(smuggled), 400);
    assert.equal(
      await statusOf("POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}"),
      400,
    );
    assert.equal(await statusOf("GET http://evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n"), 400);
    assert.equal(await statusOf("GET //evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n"), 404);
    assert.equal(await statusOf(`GET /${"a".repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`), 431);
    await isAlive();
  });

  it("paths that climb, hide or overflow reach nothing", async () => {
    for (const path of [
      "/../etc/passwd",
      "/%2e%2e/%2e%2e/etc/passwd",
      "/orders/1/key/../../../metrics%00",
      "/orders/1%2f..%2f2/key",
      `/orders/${"9".repeat(79)}/key`,
      "/orders/1e3/key",
      "/orders/-1/file",
      "/ipfs/../session",
      "/ipfs/bafkqaaa%00",
      "/catalogue/..%2f..%2fetc%2fpasswd.ttl",
      "/key-log/2027-13-99",
      "/subgraph",
    ]) {
      const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
      assert.ok(status >= 400 && status < 500, `${path}: ${status}`);
      assert.ok(!answer.includes("root:"));
    }
  });

  it("a signature serves the request it was made for, and no other account, order, purpose, chain or time", async () => {
    const headers = await signedHeaders(buyer);
    const codeOf = async (given: Record<string, string>, path = "/orders/1/key") => {
      const response = await fetch(`${gateway.url}${path}`, { headers: given });
      return ((await response.json()) as { error: { code: string } }).error.code;
    };
    // This one is heard, and refused for what the chain says.
    assert.equal(await codeOf(headers), "E9002");
    assert.equal(await codeOf(headers, "/orders/2/key"), "E9004");
    assert.equal(await codeOf({ ...headers, "x-symbolon-signer": `0x${"11".repeat(20)}` }), "E9004");
    assert.equal(await codeOf({ ...headers, "x-symbolon-expires": "1800000301" }), "E9004");
    assert.equal(await codeOf(await signedHeaders(buyer, { chainId: 1 })), "E9004");
    gateway.chain.time += 301;
    try {
      assert.equal(await codeOf(headers), "E9004");
    } finally {
      gateway.chain.time -= 301;
    }
    const put = await fetch(`${gateway.url}/orders/1/key`, { method: "PUT", headers, body: "{}" });
    assert.equal(put.status, 401);
  });
});
