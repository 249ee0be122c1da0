import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, it } from "node:test";
import { digestOfBytes, requestDomain, SIGNED_REQUEST_TYPES, SymbolonError } from "@symbolon/protocol";
import { verifyTypedData, Wallet } from "ethers";
import { signedCall } from "./signedCall.ts";

const ACCOUNT = new Wallet(`0x${"a1".repeat(32)}`);
/** Answers with who signed, by the bytes that arrived; /refuse answers as a gateway refuses. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks);
    const { headers } = request;
    const signer = verifyTypedData(
      requestDomain(31_337),
      SIGNED_REQUEST_TYPES,
      {
        purpose: headers["x-symbolon-purpose"],
        subject: headers["x-symbolon-subject"],
        bodyDigest: digestOfBytes(body),
        expires: headers["x-symbolon-expires"],
      },
      String(headers["x-symbolon-signature"]),
    );
    const refused = request.url === "/refuse";
    const error = new SymbolonError("E3010", { step: "issued", reason: "criteria not met: h" }).toJSON();
    response
      .writeHead(refused ? 409 : 200)
      .end(JSON.stringify(refused ? { error } : { signer, body: body.toString(), method: request.method }));
  });
});
let url: string;
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => server.close());

const call = (path: string, value?: unknown, to = url) =>
  signedCall<{ signer: string; body: string; method: string }>({
    url: to,
    chainId: 31_337,
    account: ACCOUNT,
    method: value === undefined ? "GET" : "PUT",
    path,
    purpose: "ehds-act",
    subject: "0xab/FI/3",
    ...(value === undefined ? {} : { value }),
  });

it("sends the canonical bytes that it signed", async () => {
  const answer = await call("/", { b: 1, a: "x" });
  assert.deepEqual(answer, { signer: ACCOUNT.address, body: '{"a":"x","b":1}', method: "PUT" });
});

it("signs the empty body of a question", async () => {
  assert.deepEqual(await call("/"), { signer: ACCOUNT.address, body: "", method: "GET" });
});

it("throws what the gateway says, with its code and words", async () => {
  await assert.rejects(call("/refuse", {}), (error: SymbolonError) => {
    assert.equal(error.code, "E3010");
    assert.match(error.message, /criteria not met: h/);
    return true;
  });
});

it("says when nobody answers", async () => {
  await assert.rejects(call("/", {}, "http://127.0.0.1:1"), { code: "E6004" });
});
