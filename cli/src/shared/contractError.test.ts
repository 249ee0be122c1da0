import assert from "node:assert/strict";
import { test } from "node:test";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { PermitRegistryAbi } from "@symbolon/protocol/abi/PermitRegistry";
import { PrivacyLedgerAbi } from "@symbolon/protocol/abi/PrivacyLedger";
import { SymbolonTokenAbi } from "@symbolon/protocol/abi/SymbolonToken";
import { Interface, makeError } from "ethers";
import { contractError } from "./contractError.ts";

const market = new Interface(MarketAbi);
const ledger = new Interface(PrivacyLedgerAbi);
const permits = new Interface(PermitRegistryAbi);
const token = new Interface(SymbolonTokenAbi);

/** As ethers throws it: the revert data deep inside the RPC's error. */
const reverted = (data: string) => ({ code: "CALL_EXCEPTION", info: { error: { data: { data } } } });

const address = "0x00000000000000000000000000000000000000b1";

const cases: [string, string, string, Record<string, string>][] = [
  [
    "OrderPriceAboveLimit",
    market.encodeErrorResult("OrderPriceAboveLimit", [5n, 4n]),
    "E2002",
    { totalWei: "5", maxPriceWei: "4" },
  ],
  [
    "ERC20InsufficientBalance",
    token.encodeErrorResult("ERC20InsufficientBalance", [address, 5n, 9n]),
    "E2003",
    { balanceWei: "5", totalWei: "9" },
  ],
  [
    "OrderDatasetNotListed",
    market.encodeErrorResult("OrderDatasetNotListed", [2n]),
    "E2006",
    { datasetId: "2" },
  ],
  [
    "OrderWrongStatus",
    market.encodeErrorResult("OrderWrongStatus", [9n, 5]),
    "E2010",
    { orderId: "9", status: "REFUNDED" },
  ],
  ["OrderNotBuyer", market.encodeErrorResult("OrderNotBuyer", [9n, address]), "E2011", { orderId: "9" }],
  [
    "OrderDisputeWindowClosed",
    market.encodeErrorResult("OrderDisputeWindowClosed", [9n, 60n]),
    "E2013",
    { orderId: "9", closedAt: "1970-01-01T00:01:00.000Z" },
  ],
  [
    "BudgetExceeded",
    ledger.encodeErrorResult("BudgetExceeded", [1n, 30n, 20n]),
    "E3001",
    { requestedMicro: "30", availableMicro: "20" },
  ],
  [
    "PermitNotHolder",
    permits.encodeErrorResult("PermitNotHolder", [4n, address]),
    "E3005",
    { permitId: "4" },
  ],
  [
    "PermitHolderExcluded",
    permits.encodeErrorResult("PermitHolderExcluded", [address, 60n]),
    "E3015",
    { until: "1970-01-01T00:01:00.000Z" },
  ],
  [
    "BudgetBuyerExceeded",
    ledger.encodeErrorResult("BudgetBuyerExceeded", [1n, address, 30n, 20n]),
    "E3006",
    { datasetId: "1", requestedMicro: "30", availableMicro: "20" },
  ],
  ["OrderPermitNeeded", market.encodeErrorResult("OrderPermitNeeded", [3n]), "E3007", { datasetId: "3" }],
];

for (const [name, data, code, details] of cases) {
  test(`${name} becomes ${code} with its values`, () => {
    const error = contractError(reverted(data));
    assert.equal(error.code, code);
    assert.doesNotMatch(`${error.message} ${error.todo}`, /[{?]/, "every blank of the text is filled");
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
