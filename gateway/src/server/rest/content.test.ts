import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, test } from "node:test";
import { openTestGateway, type TestGateway } from "../../test-support/openTestGateway.ts";

let gateway: TestGateway;
const bytes = randomBytes(2_300_000);
let url: string;
before(async () => {
  gateway = await openTestGateway();
  url = `${gateway.url}/ipfs/${(await gateway.contentStore.add(bytes)).cid}`;
});
after(() => gateway.close());

const ranges: [string, number, number][] = [
  ["bytes=0-0", 0, 1],
  ["bytes=1048575-1048576", 1_048_575, 1_048_577],
  ["bytes=2097152-", 2_097_152, 2_300_000],
  ["bytes=-10", 2_299_990, 2_300_000],
];
for (const [range, from, to] of ranges) {
  test(`public content: ${range}`, async () => {
    const response = await fetch(url, { headers: { range } });
    assert.equal(response.status, 206);
    assert.equal(response.headers.get("content-range"), `bytes ${from}-${to - 1}/2300000`);
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), bytes.subarray(from, to));
  });
}

test("public content: whole, as an attachment no browser runs, cached by its CID", async () => {
  const response = await fetch(url);
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), bytes);
  assert.equal(response.headers.get("content-disposition"), "attachment");
  assert.match(response.headers.get("content-security-policy")!, /sandbox/);
  const etag = response.headers.get("etag")!;
  assert.equal((await fetch(url, { headers: { "if-none-match": `W/"x", ${etag}` } })).status, 304);
  const head = await fetch(url, { method: "HEAD" });
  assert.equal(head.headers.get("content-length"), "2300000");
});

test("public content: absent and malformed", async () => {
  for (const [cid, status, code] of [
    ["bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy", 404, "E5001"],
    ["hello", 400, "E9009"],
  ] as const) {
    const response = await fetch(`${gateway.url}/ipfs/${cid}`);
    assert.equal(response.status, status);
    assert.equal(((await response.json()) as { error: { code: string } }).error.code, code);
  }
});
