import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import { decodeDatasetSummary } from "./decodeDataset.ts";
import { fetchResult } from "./fetchResult.ts";
import { gatewayRequest } from "./gatewayRequest.ts";
import { Reader } from "./reader.ts";

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});
const answer = (body: unknown, status = 200) => {
  globalThis.fetch = async () => new Response(JSON.stringify(body), { status });
};
const failsWith = (code: string, isRetryable: boolean) => (error: unknown) =>
  error instanceof SymbolonError && error.code === code && error.retryable === isRetryable;

const node = {
  id: "1",
  provider: "0x00000000000000000000000000000000000000b1",
  status: "LISTED",
  lane: "COMMERCIAL",
  title: "T",
  description: "",
  records: null,
  categoryCode: 11,
  purposesMask: 16,
  licence: null,
  priceWei: "123456789012345678901234567890",
  rowPriceWei: "100000000000000001",
  renewalBps: 2500,
  schemaDigest: `0x${"aa".repeat(32)}`,
  schema: null,
  catalogue: null,
  orders: [],
  budget: { capMicro: "5", reservedMicro: "1", spentMicro: "1", availableMicro: "3" },
};

test("amounts are bigint from the first moment, beyond 2^53 without loss", () => {
  const dataset = decodeDatasetSummary(new Reader(node, "dataset"));
  assert.equal(dataset.priceWei, 123456789012345678901234567890n);
  assert.equal(dataset.rowPriceWei, 100000000000000001n);
  assert.equal(dataset.budget.availableMicro, 3n);
});

test("a field of another form is E9001 that names it", () => {
  for (const [key, value] of [
    ["priceWei", "1.5"],
    ["priceWei", null],
    ["provider", "hospital"],
    ["title", null],
    ["budget", []],
  ] as const)
    assert.throws(
      () => decodeDatasetSummary(new Reader({ ...node, [key]: value }, "dataset")),
      (error) =>
        error instanceof SymbolonError && error.code === "E9001" && error.message.includes(`dataset.${key}`),
    );
});

test("the gateway's own code, details and retry class come through", async () => {
  answer({ errors: [{ message: "x", extensions: { code: "E5001", details: { cid: "bafy" } } }] });
  await assert.rejects(gatewayRequest("overview"), failsWith("E5001", true));
});

test("no connection and 5xx are retryable, nonsense is not", async () => {
  globalThis.fetch = async () => {
    throw new TypeError("connection refused");
  };
  await assert.rejects(gatewayRequest("overview"), failsWith("E6004", true));
  answer("bad gateway", 502);
  await assert.rejects(gatewayRequest("overview"), failsWith("E6004", true));
  answer({ nothing: true });
  await assert.rejects(gatewayRequest("overview"), failsWith("E9001", false));
});

test("a refused download says the gateway's reason by its code", async () => {
  answer(
    { error: { code: "E5005", what: "w", todo: "t", details: { orderId: "3", reason: "access ended" } } },
    403,
  );
  await assert.rejects(
    fetchResult("3", {}),
    (error) =>
      error instanceof SymbolonError && error.code === "E5005" && error.message.includes("access ended"),
  );
});
