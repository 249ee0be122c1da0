import { type ErrorCode, SymbolonError } from "@symbolon/protocol";
import { AccessTokenAbi } from "@symbolon/protocol/abi/AccessToken";
import { ConsentRegistryAbi } from "@symbolon/protocol/abi/ConsentRegistry";
import { DatasetRegistryAbi } from "@symbolon/protocol/abi/DatasetRegistry";
import { DisputesAbi } from "@symbolon/protocol/abi/Disputes";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { PermitRegistryAbi } from "@symbolon/protocol/abi/PermitRegistry";
import { PrivacyLedgerAbi } from "@symbolon/protocol/abi/PrivacyLedger";
import { SymbolonTokenAbi } from "@symbolon/protocol/abi/SymbolonToken";
import { WorkerRegistryAbi } from "@symbolon/protocol/abi/WorkerRegistry";
import { type Abi, decodeErrorResult, type Hex } from "viem";
import { errorTexts, refused } from "./errorTexts.ts";

/** Every custom error a call of this dApp can meet, also those of contracts behind the one that was called. */
const ERRORS_ABI: Abi = [
  ...MarketAbi,
  ...PrivacyLedgerAbi,
  ...JobRegistryAbi,
  ...DatasetRegistryAbi,
  ...ConsentRegistryAbi,
  ...PermitRegistryAbi,
  ...DisputesAbi,
  ...AccessTokenAbi,
  ...SymbolonTokenAbi,
  ...WorkerRegistryAbi,
].filter((item) => item.type === "error");

/** Catalogue error for revert data; null when the data is no custom error that the contracts declare. */
export function contractError(data: Hex, cause?: unknown): SymbolonError | null {
  let decoded: { errorName: string; args?: readonly unknown[] | undefined };
  try {
    decoded = decodeErrorResult({ abi: ERRORS_ABI, data });
  } catch {
    return null;
  }
  const [code, details]: readonly [ErrorCode, Record<string, string>] =
    errorTexts[decoded.errorName]?.(decoded.args ?? []) ??
    refused(decoded.errorName, "Nothing was charged. Read the order again and retry.");
  return new SymbolonError(code, details, { cause });
}
