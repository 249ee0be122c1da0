import assert from "node:assert/strict";
import { test } from "node:test";
import { Wallet } from "ethers";
import { signRequest, verifyRequest } from "./signedRequest.ts";

const wallet = new Wallet(`0x${"11".repeat(32)}`);
const scope = { purpose: "share", subject: "7" };
const body = new TextEncoder().encode('{"a":1}');

test("a request is accepted from its signer, for its purpose, subject, chain and body only", async () => {
  const headers = await signRequest(wallet, 31337, scope, body);
  assert.equal(verifyRequest(headers, 31337, scope, body).signer, wallet.address.toLowerCase());
  const refused = (act: () => unknown) => assert.throws(act, { code: "E9004" });
  refused(() => verifyRequest(headers, 1, scope, body));
  refused(() => verifyRequest(headers, 31337, { ...scope, purpose: "open" }, body));
  refused(() => verifyRequest(headers, 31337, { ...scope, subject: "8" }, body));
  refused(() => verifyRequest(headers, 31337, scope, new TextEncoder().encode('{"a":2}')));
  refused(() =>
    verifyRequest({ ...headers, "x-symbolon-signer": `0x${"22".repeat(20)}` }, 31337, scope, body),
  );
  refused(() => verifyRequest({ ...headers, "x-symbolon-signature": "0x12" }, 31337, scope, body));
  refused(() => verifyRequest({}, 31337, scope, body));
});

test("an expired request and one that would stay valid for long are refused, with a word about clocks", async () => {
  const headers = await signRequest(wallet, 31337, scope, body);
  const now = Math.floor(Date.now() / 1000);
  for (const expires of [now - 1, now + 86_400]) {
    const shifted = { ...headers, "x-symbolon-expires": String(expires) };
    assert.throws(() => verifyRequest(shifted, 31337, scope, body), {
      code: "E9004",
      message: /compare the clocks/,
    });
  }
});
