import { SymbolonError } from "@symbolon/protocol";

/** An exchange rate that the operator of this page wrote down; decimal text, so that amounts stay exact. */
export type FiatRate = {
  /** ISO 4217, e.g. EUR. */
  readonly currency: string;
  /** Fiat for one payment token, and for one coin of the network; null: not told. */
  readonly perToken: string;
  readonly perCoin: string | null;
  /** Where the rate comes from, as the reader shall see it, and of which day it is. */
  readonly source: string;
  readonly asOf: string;
};

/** How phone wallets are reached: the project's number and the module of this origin that speaks the protocol. */
export type WalletConnectSettings = { readonly projectId: string; readonly module: string };

/** What the operator of a page says about it in `settings.json`; null: nothing. */
export type MarketSettings = {
  readonly fiat: FiatRate | null;
  readonly walletConnect: WalletConnectSettings | null;
};

/** Settings of an operator who says nothing. */
export const NO_SETTINGS: MarketSettings = { fiat: null, walletConnect: null };

/** Reads the content of `settings.json`; absent parts are null. Throws E1006 for a part that is not what it should be. */
export function parseSettings(document: unknown): MarketSettings {
  const { fiat, walletConnect } = recordOf(document, "it is no object");
  return {
    fiat: fiat === undefined ? null : fiatOf(recordOf(fiat, "fiat is no object")),
    walletConnect:
      walletConnect === undefined
        ? null
        : walletConnectOf(recordOf(walletConnect, "walletConnect is no object")),
  };
}

function fiatOf({ currency, perToken, perCoin, source, asOf }: Record<string, unknown>): FiatRate {
  return {
    currency: matching(currency, /^[A-Z]{3}$/, "fiat.currency is three capital letters"),
    perToken: matching(perToken, /^\d{1,12}(\.\d{1,12})?$/, "fiat.perToken is a decimal number as text"),
    perCoin:
      perCoin === undefined
        ? null
        : matching(perCoin, /^\d{1,12}(\.\d{1,12})?$/, "fiat.perCoin is a decimal number as text"),
    source: matching(source, /^.{1,120}$/, "fiat.source says where the rate comes from"),
    asOf: matching(asOf, /^\d{4}-\d{2}-\d{2}$/, "fiat.asOf is a day, YYYY-MM-DD"),
  };
}

function walletConnectOf({ projectId, module }: Record<string, unknown>): WalletConnectSettings {
  return {
    projectId: matching(projectId, /^[0-9a-f]{32}$/, "walletConnect.projectId is 32 hex digits"),
    // A path of this origin: code from anywhere else is not loaded.
    module: matching(module, /^\/[\w./-]+\.js$/, "walletConnect.module is a path to a script of this origin"),
  };
}

function matching(value: unknown, pattern: RegExp, reason: string): string {
  if (typeof value === "string" && pattern.test(value) && !value.startsWith("//")) return value;
  throw refused(reason);
}

function recordOf(value: unknown, reason: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw refused(reason);
}

function refused(reason: string): SymbolonError {
  return new SymbolonError("E1006", { document: "settings.json", reason });
}
