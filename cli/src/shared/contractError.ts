import { SymbolonError } from "@symbolon/protocol";
import { AccessTokenAbi } from "@symbolon/protocol/abi/AccessToken";
import { ConsentRegistryAbi } from "@symbolon/protocol/abi/ConsentRegistry";
import { DatasetRegistryAbi } from "@symbolon/protocol/abi/DatasetRegistry";
import { DisputesAbi } from "@symbolon/protocol/abi/Disputes";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { PermitRegistryAbi } from "@symbolon/protocol/abi/PermitRegistry";
import { PrivacyLedgerAbi } from "@symbolon/protocol/abi/PrivacyLedger";
import { SymbolonTokenAbi } from "@symbolon/protocol/abi/SymbolonToken";
import { Interface, isError } from "ethers";
import { errorOfRevert } from "./errorOfRevert.ts";

const interfaces = [
  MarketAbi,
  PrivacyLedgerAbi,
  JobRegistryAbi,
  PermitRegistryAbi,
  DisputesAbi,
  ConsentRegistryAbi,
  DatasetRegistryAbi,
  AccessTokenAbi,
  SymbolonTokenAbi,
].map((abi) => new Interface(abi));

/** Turns what ethers throws for a refused call into a coded error by the custom error's name; other causes become E6001. */
export function contractError(cause: unknown): SymbolonError {
  if (cause instanceof SymbolonError) return cause;
  const data = revertData(cause);
  for (const candidate of interfaces) {
    const parsed = data === null ? null : candidate.parseError(data);
    if (parsed === null) continue;
    const [code, details] = errorOfRevert(parsed.name, [...parsed.args] as unknown[]);
    return new SymbolonError(code, details, { cause });
  }
  if (isError(cause, "INSUFFICIENT_FUNDS")) {
    return new SymbolonError(
      "E6003",
      { reason: "the account cannot pay for gas", advice: "Fund the account." },
      { cause },
    );
  }
  if (isError(cause, "CALL_EXCEPTION")) {
    return new SymbolonError(
      "E6003",
      { reason: cause.shortMessage, advice: "Nothing was changed." },
      { cause },
    );
  }
  return new SymbolonError(
    "E6001",
    { reason: cause instanceof Error ? cause.message : String(cause) },
    { cause },
  );
}

function revertData(cause: unknown): string | null {
  if (typeof cause !== "object" || cause === null) return null;
  const candidate = cause as { data?: unknown; info?: { error?: unknown }; error?: unknown };
  if (typeof candidate.data === "string" && candidate.data.length >= 10) return candidate.data;
  return revertData(candidate.info?.error) ?? revertData(candidate.error) ?? revertData(candidate.data);
}
