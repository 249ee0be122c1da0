import assert from "node:assert/strict";
import { test } from "node:test";
import { Wallet } from "ethers";
import { type SignedParts, signedHeaders } from "../test-support/signedHeaders.ts";
import { verifySignedRequest } from "./verifySignedRequest.ts";

const wallet = new Wallet(`0x${"42".repeat(32)}`);
const expected = {
  chainId: 31_337,
  purpose: "download",
  subject: "1",
  body: new Uint8Array(),
  now: 1_800_000_000,
};

test("gives the signer of a correct request in lower case", async () => {
  assert.equal(verifySignedRequest(await signedHeaders(wallet), expected), wallet.address.toLowerCase());
});

test("covers the body", async () => {
  const body = new TextEncoder().encode("{}");
  const headers = await signedHeaders(wallet, { body: "{}" });
  assert.equal(verifySignedRequest(headers, { ...expected, body }), wallet.address.toLowerCase());
  assert.throws(() => verifySignedRequest(headers, expected), { code: "E9004" });
});

const wrong: [string, SignedParts][] = [
  ["another purpose", { purpose: "key" }],
  ["another order", { subject: "2" }],
  ["another chain", { chainId: 1 }],
  ["a signature that has run out", { expires: 1_800_000_000 }],
  ["a signature that lasts too long", { expires: 1_800_000_601 }],
];
for (const [name, parts] of wrong) {
  test(`refuses ${name}`, async () => {
    const headers = await signedHeaders(wallet, parts);
    assert.throws(() => verifySignedRequest(headers, expected), { code: "E9004", retryable: false });
  });
}

test("refuses a signature by another account than the named one", async () => {
  const headers = await signedHeaders(wallet);
  headers["x-symbolon-signer"] = `0x${"11".repeat(20)}`;
  assert.throws(() => verifySignedRequest(headers, expected), { code: "E9004" });
});

for (const name of ["signer", "purpose", "subject", "expires", "signature"]) {
  test(`refuses a request without or with a malformed x-symbolon-${name}`, async () => {
    const headers = await signedHeaders(wallet);
    const { [`x-symbolon-${name}`]: _, ...missing } = headers;
    assert.throws(() => verifySignedRequest(missing, expected), { code: "E9004" });
    assert.throws(() => verifySignedRequest({ ...headers, [`x-symbolon-${name}`]: "0x" }, expected), {
      code: "E9004",
    });
  });
}

test("refuses an expiry that is changed after signing", async () => {
  const headers = await signedHeaders(wallet, { expires: 1_799_999_000 });
  headers["x-symbolon-expires"] = "1800000300";
  assert.throws(() => verifySignedRequest(headers, expected), { code: "E9004" });
});
