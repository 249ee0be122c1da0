import { SymbolonError } from "@symbolon/protocol";
import {
  BaseError,
  ChainMismatchError,
  HttpRequestError,
  InsufficientFundsError,
  ResourceUnavailableRpcError,
  TimeoutError,
  UserRejectedRequestError,
} from "viem";
import { contractError } from "./contractErrors.ts";

/**
 * Any failure -> a catalogued one. Decides by class, code number and revert data, never by message text.
 * A person's refusal in the wallet is E6005; an unknown failure is E6003 with its short message.
 */
export function toSymbolonError(error: unknown): SymbolonError {
  if (error instanceof SymbolonError) return error;
  const chain = causes(error);
  const inner = chain.find((cause) => cause instanceof SymbolonError);
  if (inner instanceof SymbolonError) return inner;
  for (const cause of chain) {
    const data = revertData(cause);
    const decoded = data === null ? null : contractError(data, error);
    if (decoded !== null) return decoded;
  }
  if (chain.some((cause) => cause instanceof UserRejectedRequestError || codeOf(cause) === 4001))
    return new SymbolonError("E6005", { reason: "you declined" }, { cause: error });
  if (chain.some((cause) => cause instanceof ResourceUnavailableRpcError || codeOf(cause) === -32002))
    return new SymbolonError(
      "E6005",
      { reason: "it still shows an earlier question; answer that one first" },
      { cause: error },
    );
  if (
    chain.some(
      (cause) => cause instanceof ChainMismatchError || nameOf(cause) === "ConnectorChainMismatchError",
    )
  )
    return new SymbolonError(
      "E6002",
      { actual: "another network", expected: "this market's network" },
      { cause: error },
    );
  if (chain.some((cause) => cause instanceof InsufficientFundsError))
    return new SymbolonError(
      "E6003",
      {
        reason: "the account cannot pay the network fee",
        advice: "Fund the account with the network's coin.",
      },
      { cause: error },
    );
  if (chain.some((cause) => cause instanceof HttpRequestError || cause instanceof TimeoutError))
    return new SymbolonError("E6001", { reason: "no connection" }, { cause: error });
  return new SymbolonError(
    "E6003",
    { reason: shortMessage(error), advice: "Try again; if it stays, report it with the code." },
    { cause: error },
  );
}

/** The error and everything in its cause chain, at most ten deep, outermost first. */
function causes(error: unknown): unknown[] {
  const chain: unknown[] = [];
  let at = error;
  while (at !== null && at !== undefined && chain.length < 10) {
    chain.push(at);
    at = typeof at === "object" ? (at as { cause?: unknown }).cause : undefined;
  }
  return chain;
}

/** Revert data wherever clients put it: viem's `raw`, a provider error's `data` (text or { data }). */
function revertData(cause: unknown): `0x${string}` | null {
  if (typeof cause !== "object" || cause === null) return null;
  const { raw, data } = cause as { raw?: unknown; data?: unknown };
  const candidates = [raw, data, (data as { data?: unknown } | null | undefined)?.data];
  const found = candidates.find((value) => typeof value === "string" && /^0x[0-9a-fA-F]{8,}$/.test(value));
  return (found as `0x${string}` | undefined) ?? null;
}

function codeOf(cause: unknown): unknown {
  return typeof cause === "object" && cause !== null ? (cause as { code?: unknown }).code : undefined;
}

function nameOf(cause: unknown): unknown {
  return cause instanceof Error ? cause.name : undefined;
}

function shortMessage(error: unknown): string {
  if (error instanceof BaseError) return error.shortMessage.replace(/\.$/, "");
  return error instanceof Error && error.message !== "" ? error.message : "an unexpected failure";
}
