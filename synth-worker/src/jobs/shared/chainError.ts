import { SymbolonError } from "@symbolon/protocol";
import { AccessTokenAbi } from "@symbolon/protocol/abi/AccessToken";
import { ConsentRegistryAbi } from "@symbolon/protocol/abi/ConsentRegistry";
import { DatasetRegistryAbi } from "@symbolon/protocol/abi/DatasetRegistry";
import { DisputesAbi } from "@symbolon/protocol/abi/Disputes";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { PermitRegistryAbi } from "@symbolon/protocol/abi/PermitRegistry";
import { PrivacyLedgerAbi } from "@symbolon/protocol/abi/PrivacyLedger";
import { RewardsAbi } from "@symbolon/protocol/abi/Rewards";
import { SymbolonTokenAbi } from "@symbolon/protocol/abi/SymbolonToken";
import { WorkerRegistryAbi } from "@symbolon/protocol/abi/WorkerRegistry";
import { type ErrorDescription, Interface, isError } from "ethers";

const interfaces = [
  JobRegistryAbi,
  MarketAbi,
  DisputesAbi,
  ConsentRegistryAbi,
  PermitRegistryAbi,
  PrivacyLedgerAbi,
  DatasetRegistryAbi,
  WorkerRegistryAbi,
  RewardsAbi,
  AccessTokenAbi,
  SymbolonTokenAbi,
].map((abi) => new Interface(abi as unknown as ConstructorParameters<typeof Interface>[0]));

/**
 * What ethers threw as a catalogued error, by its code and never by its text: a revert is E6003 (details.error is the custom error's
 * name), missing funds E6003, a nonce taken by another transaction E4008 (retry), everything else that the network did E6001 (retry).
 */
export function chainError(cause: unknown): SymbolonError {
  if (cause instanceof SymbolonError) return cause;
  if (isError(cause, "CALL_EXCEPTION")) {
    const parsed = parseRevert(cause.data ?? null);
    const reason =
      parsed === null
        ? (cause.reason ?? "reverted without a reason")
        : `${parsed.name}(${parsed.args.map(String).join(", ")})`;
    const error = parsed?.name ?? "unknown";
    return new SymbolonError(
      "E6003",
      { reason, error, advice: "See docs/errors.md for this contract error." },
      { cause },
    );
  }
  if (isError(cause, "INSUFFICIENT_FUNDS")) {
    const reason = "the account cannot pay for gas";
    return new SymbolonError(
      "E6003",
      { reason, error: "INSUFFICIENT_FUNDS", advice: "Fund the account." },
      { cause },
    );
  }
  if (isError(cause, "NONCE_EXPIRED") || isError(cause, "REPLACEMENT_UNDERPRICED")) {
    return new SymbolonError(
      "E4008",
      { orderId: "?", reason: "another transaction of this account is under way" },
      { cause },
    );
  }
  const code = (cause as { code?: unknown }).code;
  return new SymbolonError("E6001", { reason: typeof code === "string" ? code : "no answer" }, { cause });
}

/** Name of the contract error inside a catalogued error, or null. */
export function contractErrorOf(error: unknown): string | null {
  if (!(error instanceof SymbolonError) || error.code !== "E6003") return null;
  return typeof error.details.error === "string" ? error.details.error : null;
}

function parseRevert(data: string | null): ErrorDescription | null {
  if (data === null || data === "0x") return null;
  for (const candidate of interfaces) {
    const parsed = candidate.parseError(data);
    if (parsed !== null) return parsed;
  }
  return null;
}
