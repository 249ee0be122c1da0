import assert from "node:assert/strict";
import { test } from "node:test";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { PrivacyLedgerAbi } from "@symbolon/protocol/abi/PrivacyLedger";
import { Interface, makeError, ZeroAddress, ZeroHash } from "ethers";
import { contractError } from "./contractError.ts";

const market = new Interface(MarketAbi);
const ledger = new Interface(PrivacyLedgerAbi);

/** As ethers throws it: the revert data deep inside the RPC's error. */
const reverted = (data: string) => ({ code: "CALL_EXCEPTION", info: { error: { data: { data } } } });

const cases: [string, string, string, Record<string, string>][] = [
  [
    "OrderDuplicate",
    market.encodeErrorResult("OrderDuplicate", [ZeroAddress, ZeroHash, 7n]),
    "E2001",
    { orderId: "7" },
  ],
  [
    "OrderPriceAboveLimit",
    market.encodeErrorResult("OrderPriceAboveLimit", [5n, 4n]),
    "E2002",
    { totalWei: "5", maxPriceWei: "4" },
  ],
  ["OrderUnknown", market.encodeErrorResult("OrderUnknown", [9n]), "E2004", { orderId: "9" }],
  [
    "OrderDatasetNotListed",
    market.encodeErrorResult("OrderDatasetNotListed", [2n]),
    "E2006",
    { datasetId: "2" },
  ],
  [
    "BudgetExceeded",
    ledger.encodeErrorResult("BudgetExceeded", [1n, 30n, 20n]),
    "E3001",
    { requestedMicro: "30", availableMicro: "20" },
  ],
];

for (const [name, data, code, details] of cases) {
  test(`${name} becomes ${code} with its values`, () => {
    const error = contractError(reverted(data));
    assert.equal(error.code, code);
    for (const [key, value] of Object.entries(details)) assert.equal(error.details[key], value);
  });
}

test("a contract error without a catalogue entry keeps its name", () => {
  const error = contractError(reverted(market.encodeErrorResult("OrderDatasetsInvalid", [])));
  assert.equal(error.code, "E6003");
  assert.match(error.message, /OrderDatasetsInvalid/);
});

test("a silent RPC is retryable, a refused call is not", () => {
  assert.equal(contractError(new Error("connect ECONNREFUSED")).retryable, true);
  assert.equal(
    contractError(makeError("no gas", "INSUFFICIENT_FUNDS", { transaction: {} as never })).retryable,
    false,
  );
});
