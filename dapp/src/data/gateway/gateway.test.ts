import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import { askFeasibility, feasibilityBody } from "./askFeasibility.ts";
import { decodeDatasetSummary } from "./decodeDataset.ts";
import { fetchResult } from "./fetchResult.ts";
import { gatewayRequest } from "./gatewayRequest.ts";
import { Reader } from "./reader.ts";
import { restRequest } from "./restRequest.ts";

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

test("an answer that names a code of no catalogue is E9001, whatever it is called", async () => {
  for (const code of ["E0000", "toString", "constructor", 7]) {
    answer({ errors: [{ message: "no", extensions: { code } }] });
    await assert.rejects(gatewayRequest("overview"), failsWith("E9001", false), String(code));
  }
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

const question = () => askFeasibility("3", feasibilityBody([]), {});

test("a refused download or question says the gateway's reason in the gateway's words, with code and details", async () => {
  for (const [code, details, ask] of [
    ["E5005", { orderId: "3", reason: "access ended" }, () => fetchResult("3", {})],
    ["E9007", { reason: "30 questions a day" }, question],
    ["E2007", { datasetId: "3" }, () => restRequest("/ehds/feasibility/3")],
  ] as const) {
    const said = new SymbolonError(code, details);
    answer({ error: said.toJSON() }, 403);
    await assert.rejects(ask(), (error) => {
      assert.ok(error instanceof SymbolonError);
      assert.deepEqual(error.toJSON(), said.toJSON());
      return true;
    });
  }
});

test("a refusal without a code is told by its status: a signature, later, or nonsense", async () => {
  for (const [status, code, isRetryable] of [
    [401, "E9002", false],
    [429, "E6004", true],
    [502, "E6004", true],
    [418, "E9001", false],
    [200, "E9001", false],
  ] as const) {
    globalThis.fetch = async () => new Response("<html>", { status });
    await assert.rejects(question(), failsWith(code, isRetryable), String(status));
  }
  answer({ error: { code: "E9007" } }, 400);
  await assert.rejects(question(), failsWith("E9001", false), "a code without words is not the gateway's");
});

test("whoever ends a request gets their own reason back, and no connection is retryable", async () => {
  globalThis.fetch = async () => {
    throw new TypeError("connection refused");
  };
  await assert.rejects(question(), failsWith("E6004", true));
  await assert.rejects(fetchResult("3", {}), failsWith("E6004", true));
  await assert.rejects(restRequest("/x", { signal: AbortSignal.abort() }), TypeError);
});
