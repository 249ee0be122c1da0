import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { PermitRegistryAbi } from "@symbolon/protocol/abi/PermitRegistry";
import { PrivacyLedgerAbi } from "@symbolon/protocol/abi/PrivacyLedger";
import { WorkerRegistryAbi } from "@symbolon/protocol/abi/WorkerRegistry";
import { errorTexts } from "./errorTexts.ts";

type AbiItem = { type: string; name?: string; inputs?: readonly { type: string }[] };

/** Errors that only an administrator, a provider, another contract or broken code can meet. */
const NOT_A_USERS = new Set([
  "AccessManagedInvalidAuthority",
  "AccessManagedRequiredDelay",
  "AccessManagedUnauthorized",
  "BudgetAlreadyOpen",
  "BudgetNotOpen",
  "BudgetNotReserved",
  "CallerNotAllowed",
  "CallerWithoutCode",
  "ContractAlreadyWired",
  "ContractNotWired",
  "ContractWithoutCode",
  "ExpectedPause",
  "FeesTooHigh",
  "FeesTreasuryZero",
  "InvalidShortString",
  "OfferNotOwner",
  "PermitAlreadyExtended",
  "PermitCriteriaOpen",
  "PermitDatasetWrongLane",
  "PermitDatasetsInvalid",
  "PermitDatesInvalid",
  "PermitExtensionLate",
  "PermitHolderInvalid",
  "PermitNotIssuer",
  "PermitPurposesInvalid",
  "PermitWrongState",
  "PermitZeroHash",
  "ReentrancyGuardReentrantCall",
  "SafeCastOverflowedUintDowncast",
  "SafeERC20FailedOperation",
  "StringTooLong",
  "WorkerAlreadyRegistered",
  "WorkerEndpointInvalid",
  "WorkerKeyZero",
  "WorkerNotEvaluator",
  "WorkerRolesInvalid",
  "WorkerSlashInvalid",
  "WorkerStakeTooLow",
]);

const errors = [...MarketAbi, ...PermitRegistryAbi, ...PrivacyLedgerAbi, ...WorkerRegistryAbi].filter(
  (item: AbiItem) => item.type === "error",
) as readonly AbiItem[];

test("every error that a buyer, payee or node can meet has a text, with every blank filled", () => {
  const without = errors
    .map((item) => item.name ?? "")
    .filter((name) => !NOT_A_USERS.has(name))
    .filter((name) => errorTexts[name] === undefined);
  assert.deepEqual(without, []);
  for (const { name, inputs } of errors) {
    const text = errorTexts[name ?? ""];
    if (text === undefined) continue;
    const args = (inputs ?? []).map(({ type }) =>
      type === "address" ? `0x${"b1".repeat(20)}` : type === "bytes32" ? `0x${"aa".repeat(32)}` : 16n,
    );
    const [code, details] = text(args);
    const error = new SymbolonError(code, details);
    assert.doesNotMatch(`${error.message} ${error.todo}`, /[{?]|undefined|NaN/, name);
  }
});

test("a permit's state says why it is not valid", () => {
  const reason = (state: number) => errorTexts.PermitNotValid?.([1n, state, 0, 1])[1].reason ?? "";
  assert.match(reason(1), /valid from/);
  assert.equal(reason(2), "it is suspended");
  assert.equal(reason(3), "it was revoked");
});
