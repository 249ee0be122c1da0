import { type ErrorCode, SymbolonError } from "@symbolon/protocol";
import { ConsentRegistryAbi } from "@symbolon/protocol/abi/ConsentRegistry";
import { DatasetRegistryAbi } from "@symbolon/protocol/abi/DatasetRegistry";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { PrivacyLedgerAbi } from "@symbolon/protocol/abi/PrivacyLedger";
import { RewardsAbi } from "@symbolon/protocol/abi/Rewards";
import { SymbolonTokenAbi } from "@symbolon/protocol/abi/SymbolonToken";
import { type Abi, decodeErrorResult, type Hex } from "viem";
import { formatSym } from "../format/formatSym.ts";
import { purposeOfMask } from "../format/purposes.ts";

/** Every custom error a call of this dApp can meet, also those of contracts behind the one that was called. */
const ERRORS_ABI: Abi = [
  ...MarketAbi,
  ...PrivacyLedgerAbi,
  ...JobRegistryAbi,
  ...DatasetRegistryAbi,
  ...ConsentRegistryAbi,
  ...RewardsAbi,
  ...SymbolonTokenAbi,
].filter((item) => item.type === "error");

type Details = Record<string, string>;

/** Custom error name -> catalogue code and the details its text needs, from the decoded arguments in ABI order. */
const BY_NAME: Record<string, (args: readonly unknown[]) => readonly [ErrorCode, Details]> = {
  OrderDuplicate: (args) => ["E2001", { orderId: String(args[2]) }],
  OrderPriceAboveLimit: (args) => ["E2002", { totalWei: sym(args[0]), maxPriceWei: sym(args[1]) }],
  ERC20InsufficientBalance: (args) => ["E2003", { balanceWei: sym(args[1]), totalWei: sym(args[2]) }],
  OrderUnknown: (args) => ["E2004", { orderId: String(args[0]) }],
  OrderNotRefundable: (args) => [
    "E2005",
    { orderId: String(args[0]), reason: "its job is still within its time" },
  ],
  OrderNotEscrowed: (args) => [
    "E2005",
    { orderId: String(args[0]), reason: "its money has left the escrow" },
  ],
  OrderDatasetNotListed: (args) => ["E2006", { datasetId: String(args[0]) }],
  BudgetExceeded: (args) => [
    "E3001",
    { datasetId: String(args[0]), requestedMicro: String(args[1]), availableMicro: String(args[2]) },
  ],
  JobConsentStale: (args) => ["E3002", { orderId: String(args[0]), datasetId: String(args[1]) }],
  OrderPurposeNotAllowed: (args) => [
    "E3003",
    { datasetId: String(args[0]), purpose: purposeOfMask(Number(args[1]))?.label ?? String(args[1]) },
  ],
  ERC20InsufficientAllowance: () => refused("the payment was not approved", "Sign the permit again."),
  ERC2612ExpiredSignature: () => refused("the permit expired", "Sign the permit again."),
  OrderSchemaMismatch: () =>
    refused("the datasets do not share one schema", "Choose datasets with the same variables."),
  OrderValueOutOfRange: () =>
    refused("a value of the order is out of range", "Check rows and access period."),
  OrderDatasetsInvalid: () =>
    refused("the list of datasets is not valid", "Choose one to eight different datasets."),
  RewardNothingToWithdraw: () => refused("there is nothing to withdraw", "Earnings appear after settlement."),
};

/** Catalogue error for revert data; null when the data is no custom error that the contracts declare. */
export function contractError(data: Hex, cause?: unknown): SymbolonError | null {
  let decoded: { errorName: string; args?: readonly unknown[] | undefined };
  try {
    decoded = decodeErrorResult({ abi: ERRORS_ABI, data });
  } catch {
    return null;
  }
  const known = BY_NAME[decoded.errorName];
  const [code, details] =
    known?.(decoded.args ?? []) ??
    refused(decoded.errorName, "Nothing was charged. Read the order again and retry.");
  return new SymbolonError(code, details, { cause });
}

function refused(reason: string, advice: string): readonly [ErrorCode, Details] {
  return ["E6003", { reason, advice }];
}

function sym(value: unknown): string {
  return `${formatSym(BigInt(value as bigint), 4)} SYM`;
}
