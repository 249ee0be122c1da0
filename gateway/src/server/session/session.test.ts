import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { request as httpRequest } from "node:http";
import { after, before, beforeEach, describe, it } from "node:test";
import { digestOfBytes, type Hex } from "@symbolon/protocol";
import { Wallet } from "ethers";
import { openTestGateway, type TestGateway } from "../../test-support/openTestGateway.ts";
import { signedHeaders } from "../../test-support/signedHeaders.ts";
import { readSignInMessage } from "./signInMessage.ts";

const buyer = new Wallet(`0x${"02".repeat(32)}`);
const lead = new Wallet(`0x${"01".repeat(32)}`);
const lower = (wallet: Wallet) => wallet.address.toLowerCase() as Hex;
const START = 1_800_000_000;

let gateway: TestGateway;
before(async () => {
  gateway = await openTestGateway();
});
after(() => gateway.close());
beforeEach(() => {
  gateway.chain.time = START;
});

type Nonce = { nonce: string; domain: string; uri: string; chainId: number };
const nonce = async () => (await (await fetch(`${gateway.url}/session/nonce`)).json()) as Nonce;
const at = (seconds: number) => new Date(seconds * 1000).toISOString();

/** A message as a wallet shows it; `changed` are the parts a test gets wrong. */
async function messageOf(changed: Record<string, string> = {}): Promise<string> {
  const issued = await nonce();
  const parts = {
    domain: issued.domain,
    account: buyer.address,
    statement: "Sign in to the market.\n\n",
    uri: issued.uri,
    version: "1",
    chainId: String(issued.chainId),
    nonce: issued.nonce,
    issuedAt: at(START),
    more: "",
    ...changed,
  };
  return (
    `${parts.domain} wants you to sign in with your Ethereum account:\n${parts.account}\n\n${parts.statement}URI: ${parts.uri}\n` +
    `Version: ${parts.version}\nChain ID: ${parts.chainId}\nNonce: ${parts.nonce}\nIssued At: ${parts.issuedAt}${parts.more}`
  );
}

async function signIn(message: string, wallet = buyer, headers: Record<string, string> = {}) {
  const signature = await wallet.signMessage(message);
  return post(message, signature, headers);
}
function post(message: string, signature: string, headers: Record<string, string> = {}) {
  return fetch(`${gateway.url}/session`, {
    method: "POST",
    headers,
    body: JSON.stringify({ message, signature }),
  });
}
async function code(response: Response): Promise<string> {
  return `${response.status} ${((await response.json()) as { error: { code: string } }).error.code}`;
}
async function cookieOf(response: Response): Promise<string> {
  assert.equal(response.status, 201, await response.clone().text());
  return response.headers.get("set-cookie")!.split(";")[0]!;
}
const who = (cookie: string, headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}/session`, { headers: { cookie, ...headers } });

describe("Sign-In with Ethereum", () => {
  it("opens a session that no script and no other site can use, and closes it", async () => {
    const response = await signIn(await messageOf());
    const set = response.headers.get("set-cookie")!;
    assert.match(
      set,
      /^symbolon-session=[A-Za-z0-9_-]{43}; Path=\/; Max-Age=28800; HttpOnly; SameSite=Strict$/,
    );
    const cookie = await cookieOf(response);
    assert.deepEqual(await (await who(cookie)).json(), {
      account: lower(buyer),
      expiresAt: START + 8 * 3600,
    });
    const [row] = await gateway.database.query("SELECT * FROM gateway.session");
    assert.ok(!JSON.stringify(row).includes(cookie.split("=")[1]!));
    const closed = await fetch(`${gateway.url}/session`, { method: "DELETE", headers: { cookie } });
    assert.equal(closed.status, 204);
    assert.match(closed.headers.get("set-cookie")!, /Max-Age=0/);
    assert.equal(await code(await who(cookie)), "401 E9014");
  });

  it("takes a message without a statement, with all optional parts, and in another form of the same domain", async () => {
    for (const changed of [
      { statement: "\n" },
      { statement: "" },
      {
        more: `\nExpiration Time: ${at(START + 60)}\nNot Before: ${at(START - 5)}\nRequest ID: 7\nResources:\n- https://example.org/a`,
      },
    ])
      await cookieOf(await signIn(await messageOf(changed)));
  });

  it("uses a nonce once, whoever signs it again", async () => {
    const message = await messageOf();
    const signature = await buyer.signMessage(message);
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(message, signature)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 401, 401, 401, 401]);
    const { nonce: used } = readSignInMessage(message)!;
    assert.equal(
      await code(await signIn(await messageOf({ nonce: used, account: lead.address }), lead)),
      "401 E9004",
    );
  });

  const wrong: [string, () => Record<string, string>][] = [
    ["another domain", () => ({ domain: "evil.example.org" })],
    ["a domain that only begins like ours", () => ({ domain: `${new URL(gateway.url).host}.evil.example` })],
    ["another scheme", () => ({ domain: `https://${new URL(gateway.url).host}` })],
    ["another site's URI", () => ({ uri: "https://evil.example.org/login" })],
    ["another chain", () => ({ chainId: "1" })],
    ["another version", () => ({ version: "2" })],
    ["a nonce that is not ours", () => ({ nonce: "ab".repeat(37) })],
    ["a nonce whose end was moved", () => ({ nonce: `${"ab".repeat(16)}ffffffffff${"cd".repeat(16)}` })],
    ["a message that has run out", () => ({ more: `\nExpiration Time: ${at(START)}` })],
    ["a message that is not valid yet", () => ({ more: `\nNot Before: ${at(START + 301)}` })],
    ["a message of the future", () => ({ issuedAt: at(START + 301) })],
    ["an old message", () => ({ issuedAt: at(START - 600) })],
    ["an address without its checksum", () => ({ account: buyer.address.toLowerCase() })],
    ["another account's address", () => ({ account: lead.address })],
    ["a line more", () => ({ more: "\nAdmin: true" })],
    ["a time that is none", () => ({ issuedAt: "2027-13-45T99:99:99Z" })],
  ];
  for (const [name, changed] of wrong)
    it(`refuses ${name}`, async () => {
      assert.equal(await code(await signIn(await messageOf(changed()))), "401 E9004");
    });

  it("tolerates a wallet's clock that is five minutes off", async () => {
    await cookieOf(await signIn(await messageOf({ issuedAt: at(START + 300) })));
    await cookieOf(await signIn(await messageOf({ issuedAt: at(START - 300) })));
  });

  it("refuses a nonce that has run out", async () => {
    const message = await messageOf({ issuedAt: at(START + 300) });
    gateway.chain.time = START + 600;
    assert.equal(await code(await signIn(message)), "401 E9004");
  });

  it("ends a session at its time, and at the message's where that is sooner", async () => {
    const cookie = await cookieOf(await signIn(await messageOf()));
    const short = await cookieOf(
      await signIn(await messageOf({ more: `\nExpiration Time: ${at(START + 60)}` })),
    );
    gateway.chain.time = START + 59;
    assert.equal((await who(short)).status, 200);
    gateway.chain.time = START + 60;
    assert.equal(await code(await who(short)), "401 E9014");
    gateway.chain.time = START + 8 * 3600;
    assert.equal(await code(await who(cookie)), "401 E9014");
  });

  it("refuses made-up, missing and malformed tokens and bodies", async () => {
    for (const cookie of [
      "",
      "symbolon-session=",
      `symbolon-session=${"A".repeat(43)}`,
      `symbolon-session=${"A".repeat(9000)}`,
    ])
      assert.equal(await code(await who(cookie)), "401 E9014");
    for (const body of ["", "{", "[]", '{"message":"x"}', '{"message":"x","signature":"0x00"}']) {
      const response = await fetch(`${gateway.url}/session`, { method: "POST", body });
      assert.equal(await code(response), "400 E9009");
    }
    const huge = await fetch(`${gateway.url}/session`, { method: "POST", body: "x".repeat(9000) });
    assert.equal(await code(huge), "413 E9003");
  });

  it("refuses a page of another site, whatever the browser sent along", async () => {
    const cookie = await cookieOf(await signIn(await messageOf()));
    assert.equal(await code(await who(cookie, { "sec-fetch-site": "cross-site" })), "403 E9002");
    assert.equal(await code(await who(cookie, { origin: "https://evil.example.org" })), "403 E9002");
    assert.equal((await who(cookie, { "sec-fetch-site": "same-origin", origin: gateway.url })).status, 200);
    const message = await messageOf();
    assert.equal(
      await code(await signIn(message, buyer, { origin: "https://evil.example.org" })),
      "403 E9002",
    );
    await cookieOf(await signIn(message));
  });

  it("signs nobody in under a name that a caller made up", async () => {
    const { hostname, port } = new URL(gateway.url);
    const status = await new Promise((resolve, reject) => {
      const options = { hostname, port, path: "/session/nonce", headers: { host: "evil.example.org" } };
      httpRequest(options, (response) => resolve(response.resume().statusCode))
        .on("error", reject)
        .end();
    });
    assert.equal(status, 404);
  });
});

describe("downloads in a session", () => {
  const ciphertext = randomBytes(5_000);
  before(async () => {
    const { cid } = await gateway.contentStore.add(ciphertext);
    Object.assign(gateway.chain, { until: BigInt(START + 86_400), holder: lower(buyer), lead: lower(lead) });
    const body = JSON.stringify({
      orderId: "1",
      cid,
      ciphertextHash: digestOfBytes(ciphertext),
      wrappedKey: `0x${"ab".repeat(80)}`,
      fileName: "order-1.csv",
    });
    const headers = await signedHeaders(lead, { purpose: "key", body });
    const put = await fetch(`${gateway.url}/orders/1/key`, { method: "PUT", headers, body });
    assert.equal(put.status, 201, await put.text());
  });

  it("follow the chain at every request: no longer after access is revoked, whatever the session says", async () => {
    const cookie = await cookieOf(await signIn(await messageOf()));
    const get = (headers: Record<string, string> = {}) =>
      fetch(`${gateway.url}/orders/1/file`, { headers: { cookie, ...headers } });
    const whole = await get();
    assert.deepEqual(Buffer.from(await whole.arrayBuffer()), ciphertext);
    assert.equal((await get({ range: "bytes=10-19" })).status, 206);
    gateway.chain.until = 0n;
    assert.equal(await code(await get()), "403 E5005");
    gateway.chain.until = BigInt(START + 86_400);
    gateway.chain.holder = lower(lead);
    assert.equal(await code(await get()), "403 E9002");
    gateway.chain.holder = lower(buyer);
    assert.equal((await get()).status, 200);
  });

  it("are not had by another site's page, nor by a session of another account", async () => {
    const cookie = await cookieOf(await signIn(await messageOf()));
    const foreign = { cookie, "sec-fetch-site": "cross-site" };
    assert.equal(await code(await fetch(`${gateway.url}/orders/1/key`, { headers: foreign })), "403 E9002");
    const other = await cookieOf(await signIn(await messageOf({ account: lead.address }), lead));
    const headers = { cookie: other };
    assert.equal(await code(await fetch(`${gateway.url}/orders/1/key`, { headers })), "403 E9002");
  });
});
