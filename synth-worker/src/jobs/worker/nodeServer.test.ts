import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type NodeServer, startNodeServer } from "./nodeServer.ts";

const DAPP = "https://dapp.example";
let closed: NodeServer;
let open: NodeServer;
before(async () => {
  const common = { host: "127.0.0.1", port: 0, maxBodyBytes: 1000 };
  closed = await startNodeServer({ ...common, corsOrigin: null });
  open = await startNodeServer({ ...common, corsOrigin: DAPP });
});
after(async () => {
  await closed.close();
  await open.close();
});

const preflight = (server: NodeServer, origin: string) =>
  fetch(`${server.url}/jobs/1/shares`, {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type,x-symbolon-signature,x-symbolon-signer",
    },
  });

test("a preflight of the configured origin is answered, and lets every header of a signed request through", async () => {
  const answer = await preflight(open, DAPP);
  assert.equal(answer.status, 204);
  assert.equal(answer.headers.get("access-control-allow-origin"), DAPP);
  assert.match(answer.headers.get("access-control-allow-methods")!, /POST/);
  const allowed = answer.headers.get("access-control-allow-headers")!.split(", ");
  for (const name of ["signer", "purpose", "subject", "expires", "signature"])
    assert.ok(allowed.includes(`x-symbolon-${name}`), name);
  assert.equal(answer.headers.get("access-control-allow-credentials"), null);
});

test("answers to the configured origin say so, refusals too, so that a page can read why", async () => {
  const headers = { origin: DAPP };
  for (const path of ["/health", "/jobs/1/shares", "/nowhere"]) {
    const answer = await fetch(`${open.url}${path}`, { headers });
    assert.equal(answer.headers.get("access-control-allow-origin"), DAPP, path);
    assert.equal(answer.headers.get("vary"), "origin");
  }
});

test("another origin, and every origin where none is configured, gets no permission", async () => {
  for (const answer of [
    await preflight(open, "https://other.example"),
    await preflight(open, "null"),
    await preflight(closed, DAPP),
    await fetch(`${closed.url}/health`, { headers: { origin: DAPP } }),
    await fetch(`${open.url}/health`, { headers: { origin: "https://dapp.example.evil.example" } }),
  ]) {
    assert.equal(answer.headers.get("access-control-allow-origin"), null);
    assert.equal(answer.headers.get("access-control-allow-headers"), null);
  }
});
