import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, it } from "node:test";
import {
  digestOfBytes,
  fromHex,
  type Hex,
  hpkeOpen,
  hpkeSeal,
  KeyRotation,
  makeHpkeKeyPair,
  requestDomain,
  resultContext,
  SIGNED_REQUEST_TYPES,
  SymbolonError,
  toHex,
} from "@symbolon/protocol";
import { verifyTypedData, Wallet } from "ethers";
import { gatewayClient } from "../shared/gatewayClient.ts";
import { readKeyFile } from "../shared/keyFile.ts";
import { output } from "../shared/output.ts";
import { keysRotate } from "./keysRotate.ts";

const CHAIN = 31_337;
const BUYER = new Wallet(`0x${"b1".repeat(32)}`);
const DATA_KEY = new Uint8Array(32).fill(7);
const CONTEXT = resultContext(CHAIN, 5n);

/** What the gateway's routes of a key do (gateway/src/server/modules/keyRelease), for order 5 and its buyer. */
const held: { wrappedKey: Hex; rotations: number; answers: number } = {
  wrappedKey: "0x",
  rotations: 0,
  answers: 0,
};
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks);
    const refuse = (error: SymbolonError) =>
      response.writeHead(409).end(JSON.stringify({ error: error.toJSON() }));
    if (signerOf(request.headers, body) !== BUYER.address) {
      refuse(new SymbolonError("E9002", { reason: "not the buyer" }));
      return;
    }
    if (request.method === "PUT") {
      const rotation = KeyRotation.parse(JSON.parse(body.toString()));
      if (rotation.replaces !== digestOfBytes(fromHex(held.wrappedKey))) {
        refuse(new SymbolonError("E5008", { orderId: "5" }));
        return;
      }
      held.wrappedKey = rotation.wrappedKey as Hex;
      held.rotations += 1;
      // As if the line broke after the gateway had kept it.
      if (held.answers-- <= 0) return void request.socket.destroy();
      response.end(JSON.stringify({ orderId: "5", rotated: true }));
      return;
    }
    const { wrappedKey } = held;
    const release = {
      orderId: "5",
      cid: "bafy",
      ciphertextHash: `0x${"cd".repeat(32)}`,
      wrappedKey,
      fileName: "f",
    };
    response.end(JSON.stringify(release));
  });
});

function signerOf(headers: IncomingHttpHeaders, body: Uint8Array): string {
  const of = (name: string) => String(headers[`x-symbolon-${name}`]);
  const value = {
    purpose: of("purpose"),
    subject: of("subject"),
    bodyDigest: digestOfBytes(body),
    expires: of("expires"),
  };
  return verifyTypedData(requestDomain(CHAIN), SIGNED_REQUEST_TYPES, value, of("signature"));
}

let folder: string;
let url: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-keys-"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

let names = 0;
let keyFile: string;
let newKeyFile: string;
beforeEach(async () => {
  keyFile = join(folder, `${names++}.key`);
  newKeyFile = `${keyFile}.new`;
  const key = await makeHpkeKeyPair();
  await writeFile(keyFile, JSON.stringify(key));
  held.wrappedKey = toHex(await hpkeSeal(key.publicKey, DATA_KEY, CONTEXT));
  held.rotations = 0;
  held.answers = 100;
});

const rotate = (account = BUYER) =>
  keysRotate(
    gatewayClient(url),
    { account, chainId: CHAIN },
    { orderId: 5n, keyFile, newKeyFile },
    output(true),
  );
const opened = async (file: string) =>
  hpkeOpen((await readKeyFile(file)).privateKey, fromHex(held.wrappedKey), CONTEXT);

it("has the same data key released for a new key pair, which nobody but the owner can read, and for no other", async (t) => {
  t.mock.method(console, "log", () => {});
  await rotate();
  assert.deepEqual(await opened(newKeyFile), DATA_KEY);
  await assert.rejects(opened(keyFile), { code: "E5003" });
  assert.equal((await stat(newKeyFile)).mode & 0o777, 0o600);
});

it("goes on with the key that it made when the line broke before or after the gateway kept it", async (t) => {
  t.mock.method(console, "log", () => {});
  held.answers = 0;
  await assert.rejects(rotate(), { code: "E6004" });
  const made = await readFile(newKeyFile, "utf8");
  await rotate();
  assert.equal(await readFile(newKeyFile, "utf8"), made);
  assert.equal(held.rotations, 1);
  assert.deepEqual(await opened(newKeyFile), DATA_KEY);
});

it("leaves everything as it is without the old key, and for another account", async () => {
  const before = held.wrappedKey;
  await writeFile(keyFile, JSON.stringify(await makeHpkeKeyPair()));
  await assert.rejects(rotate(), { code: "E5003" });
  await assert.rejects(rotate(new Wallet(`0x${"b2".repeat(32)}`)), { code: "E9002" });
  assert.equal(held.wrappedKey, before);
});

it("does not write over a file that is no key", async () => {
  await writeFile(newKeyFile, "notes");
  await assert.rejects(rotate(), { code: "E1006" });
  assert.equal(await readFile(newKeyFile, "utf8"), "notes");
});
