import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import { DEPLOYMENT, openTestGateway, type TestGateway } from "../../test-support/openTestGateway.ts";

let gateway: TestGateway;
let folder: string;
const devWalletKey = `0x${"dd".repeat(32)}` as const;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-dapp-"));
  await mkdir(join(folder, "dist", "assets"), { recursive: true });
  await writeFile(join(folder, "secret.txt"), "secret");
  await writeFile(join(folder, "dist", "index.html"), "<!doctype html><title>Symbolon</title>");
  await writeFile(join(folder, "dist", "assets", "app-1.js"), "export {};");
  await writeFile(join(folder, "dist", ".env"), "secret");
  gateway = await openTestGateway({ dappFolder: join(folder, "dist") }, { devWalletKey });
});
after(async () => {
  await gateway.close();
  await rm(folder, { recursive: true });
});

/** A request whose path is sent as it is; fetch would tidy it. */
function raw(path: string): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(gateway.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path }, (response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => (body += chunk.toString()));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    })
      .on("error", reject)
      .end();
  });
}

test("health is 200 with every part up and 503 naming the part that is down", async () => {
  const up = await fetch(`${gateway.url}/health`);
  assert.equal(up.status, 200);
  assert.deepEqual(await up.json(), { ok: true, database: true, storage: true, chain: true, indexer: true });
  gateway.chain.failure = new SymbolonError("E6001", { reason: "TIMEOUT" });
  const down = await fetch(`${gateway.url}/health`);
  gateway.chain.failure = null;
  assert.equal(down.status, 503);
  assert.equal(((await down.json()) as { chain: boolean }).chain, false);
});

test("status tells deployment, index position and documents", async () => {
  assert.deepEqual(await (await fetch(`${gateway.url}/status`)).json(), {
    ...DEPLOYMENT,
    index: { chainBlock: 10, indexedBlock: 10, lagBlocks: 0, healthy: true },
    documents: { cached: 0, wanted: 0, refused: 0 },
  });
});

test("metrics count requests by route and status, never by path", async () => {
  await fetch(`${gateway.url}/orders/12345/key`);
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  assert.match(text, /^# TYPE symbolon_http_requests_total counter$/m);
  assert.match(text, /^symbolon_http_requests_total\{route="orderKey",status="401"\} \d+$/m);
  assert.match(text, /^symbolon_errors_total\{code="E9004"\} \d+$/m);
  assert.ok(!text.includes("12345"));
});

test("the dApp is served, with its own routes, and nothing outside its folder", async () => {
  const script = await fetch(`${gateway.url}/assets/app-1.js`);
  assert.equal(script.headers.get("content-type"), "text/javascript; charset=utf-8");
  assert.match(script.headers.get("cache-control")!, /immutable/);
  for (const path of ["/", "/orders", "/orders/5", "/datasets/1"]) {
    const page = await fetch(`${gateway.url}${path}`);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /Symbolon/);
    assert.equal(page.headers.get("cache-control"), "no-cache");
  }
  for (const path of [
    "/missing.js",
    "/.env",
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/a%00b",
    "/%zz",
  ]) {
    const { status, body } = await raw(path);
    assert.equal(status, 404, path);
    assert.ok(!body.includes("secret.txt") || body.includes("E9006"));
    assert.ok(!/^secret/.test(body));
  }
});

test("any page may ask, and knows what it may send", async () => {
  const preflight = await fetch(`${gateway.url}/orders/1/key`, {
    method: "OPTIONS",
    headers: { origin: "https://dapp.example.org", "access-control-request-method": "GET" },
  });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get("access-control-allow-origin"), "*");
  assert.match(preflight.headers.get("access-control-allow-headers")!, /x-symbolon-signature/);
  const answer = await fetch(`${gateway.url}/graphql`, {
    method: "POST",
    headers: { origin: "https://dapp.example.org", "content-type": "application/json" },
    body: JSON.stringify({ query: "{ stats { orders } }" }),
  });
  assert.equal(answer.headers.get("access-control-allow-origin"), "*");
  assert.equal(answer.headers.get("access-control-allow-credentials"), null);
});

test("the development wallet is for pages of this origin", async () => {
  const own = await fetch(`${gateway.url}/dev-wallet.json`, { headers: { "sec-fetch-site": "same-origin" } });
  assert.deepEqual(await own.json(), { privateKey: devWalletKey });
  assert.equal(own.headers.get("access-control-allow-origin"), null);
  const foreign = await fetch(`${gateway.url}/dev-wallet.json`, {
    headers: { "sec-fetch-site": "cross-site" },
  });
  assert.equal(foreign.status, 404);
});

test("methods that are not offered are 404 with a code", async () => {
  for (const [method, path] of [
    ["DELETE", "/orders/1/key"],
    ["POST", "/orders/1/key"],
    ["PUT", "/"],
    ["POST", "/ipfs/bafkqaaa"],
  ] as const) {
    const response = await fetch(`${gateway.url}${path}`, { method });
    assert.equal(response.status, 404);
    assert.equal(((await response.json()) as { error: { code: string } }).error.code, "E9006");
  }
});

test("GraphiQL is off unless in development", async () => {
  const response = await fetch(`${gateway.url}/graphql`, { headers: { accept: "text/html" } });
  assert.ok(!(await response.text()).includes("GraphiQL"));
});
