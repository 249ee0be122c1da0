import assert from "node:assert/strict";
import { test } from "node:test";
import { CATALOGUE, SymbolonError } from "@symbolon/protocol";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { PermitRegistryAbi } from "@symbolon/protocol/abi/PermitRegistry";
import { PrivacyLedgerAbi } from "@symbolon/protocol/abi/PrivacyLedger";
import { SymbolonTokenAbi } from "@symbolon/protocol/abi/SymbolonToken";
import {
  BaseError,
  encodeErrorResult,
  HttpRequestError,
  ResourceUnavailableRpcError,
  UserRejectedRequestError,
} from "viem";
import { toSymbolonError } from "./toSymbolonError.ts";

const account = "0x00000000000000000000000000000000000000b1";
const filled = (error: SymbolonError) => !`${error.message} ${error.todo}`.includes("?");

const REVERTS = [
  [
    "E3001",
    encodeErrorResult({ abi: PrivacyLedgerAbi, errorName: "BudgetExceeded", args: [1n, 24355n, 900n] }),
  ],
  [
    "E2002",
    encodeErrorResult({
      abi: MarketAbi,
      errorName: "OrderPriceAboveLimit",
      args: [2n * 10n ** 18n, 10n ** 18n],
    }),
  ],
  [
    "E2003",
    encodeErrorResult({
      abi: SymbolonTokenAbi,
      errorName: "ERC20InsufficientBalance",
      args: [account, 5n, 9n],
    }),
  ],
  ["E2005", encodeErrorResult({ abi: MarketAbi, errorName: "OrderNotRefundable", args: [3n] })],
  ["E2006", encodeErrorResult({ abi: MarketAbi, errorName: "OrderDatasetNotListed", args: [3n] })],
  ["E3003", encodeErrorResult({ abi: MarketAbi, errorName: "OrderPurposeNotAllowed", args: [3n, 16] })],
  ["E2010", encodeErrorResult({ abi: MarketAbi, errorName: "OrderWrongStatus", args: [3n, 5] })],
  ["E2012", encodeErrorResult({ abi: MarketAbi, errorName: "OrderDisputeWindowOpen", args: [3n, 99n] })],
  ["E3005", encodeErrorResult({ abi: PermitRegistryAbi, errorName: "PermitNotHolder", args: [3n, account] })],
  ["E3007", encodeErrorResult({ abi: MarketAbi, errorName: "OrderPermitNeeded", args: [3n] })],
  ["E6003", encodeErrorResult({ abi: MarketAbi, errorName: "OrderSchemaMismatch", args: [3n] })],
] as const;

for (const [code, data] of REVERTS)
  test(`revert data becomes ${code} with every blank filled, wherever the client put the data`, () => {
    for (const cause of [{ raw: data }, { code: 3, data }, { data: { data } }]) {
      const error = toSymbolonError(new BaseError("call failed", { cause: cause as unknown as Error }));
      assert.equal(error.code, code);
      assert.ok(filled(error), `${error.message} ${error.todo}`);
    }
  });

test("a refusal in the wallet is E6005 by class or by EIP-1193 code, and is not retried", () => {
  const byClass = toSymbolonError(new UserRejectedRequestError(new Error("no")));
  const byCode = toSymbolonError({ code: 4001, message: "denied" });
  assert.deepEqual([byClass.code, byCode.code, byClass.retryable], ["E6005", "E6005", false]);
});

test("a lost connection is retryable, a catalogued error stays itself, also inside another", () => {
  const lost = toSymbolonError(new HttpRequestError({ url: "http://127.0.0.1", body: {} }));
  assert.deepEqual([lost.code, lost.retryable], ["E6001", true]);
  const known = new SymbolonError("E7001", { actual: "a", expected: "b" });
  assert.equal(toSymbolonError(known), known);
  assert.equal(toSymbolonError(new Error("outer", { cause: known })), known);
});

test("anything else is E6003 with its own words, and never crashes", () => {
  for (const thrown of [new Error("odd"), "text", null, undefined, 7, { data: "0x12345678" }]) {
    const error = toSymbolonError(thrown);
    assert.equal(error.code, "E6003");
    assert.ok(error.code in CATALOGUE && filled(error));
  }
});

test("a wallet that still shows an earlier question is said to, by class or by code number", () => {
  for (const error of [
    new ResourceUnavailableRpcError(new Error("already pending")),
    Object.assign(new Error("already pending"), { code: -32002 }),
  ]) {
    const mapped = toSymbolonError(error);
    assert.equal(mapped.code, "E6005");
    assert.match(mapped.message, /earlier question/);
  }
});
