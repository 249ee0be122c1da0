import { SymbolonError } from "@symbolon/protocol";
import { AccessTokenAbi } from "@symbolon/protocol/abi/AccessToken";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { PrivacyLedgerAbi } from "@symbolon/protocol/abi/PrivacyLedger";
import { RewardsAbi } from "@symbolon/protocol/abi/Rewards";
import { Interface, isError } from "ethers";

const interfaces = [MarketAbi, PrivacyLedgerAbi, JobRegistryAbi, RewardsAbi, AccessTokenAbi].map(
  (abi) => new Interface(abi),
);

/** Turns what ethers throws for a refused call into a coded error by the custom error's name; other causes become E6001. */
export function contractError(cause: unknown): SymbolonError {
  if (cause instanceof SymbolonError) return cause;
  const data = revertData(cause);
  for (const candidate of interfaces) {
    const parsed = data === null ? null : candidate.parseError(data);
    if (parsed === null) continue;
    const [a, b, c] = [...parsed.args] as unknown[];
    switch (parsed.name) {
      case "OrderDuplicate":
        return new SymbolonError("E2001", { orderId: String(c) }, { cause });
      case "OrderPriceAboveLimit":
        return new SymbolonError("E2002", { totalWei: String(a), maxPriceWei: String(b) }, { cause });
      case "OrderUnknown":
        return new SymbolonError("E2004", { orderId: String(a) }, { cause });
      case "OrderNotRefundable":
        return new SymbolonError(
          "E2005",
          { orderId: String(a), reason: "the job has neither failed nor passed its deadline" },
          { cause },
        );
      case "OrderDatasetNotListed":
        return new SymbolonError("E2006", { datasetId: String(a) }, { cause });
      case "OrderPurposeNotAllowed":
        return new SymbolonError("E3003", { datasetId: String(a), purpose: String(b) }, { cause });
      case "BudgetExceeded":
        return new SymbolonError(
          "E3001",
          { datasetId: String(a), requestedMicro: String(b), availableMicro: String(c) },
          { cause },
        );
      case "JobConsentStale":
        return new SymbolonError("E3002", { orderId: String(a), datasetId: String(b) }, { cause });
      default:
        return new SymbolonError(
          "E6003",
          {
            reason: `${parsed.name}(${parsed.args.join(", ")})`,
            advice: "Read the contract's documentation of this error; nothing was changed.",
          },
          { cause },
        );
    }
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
