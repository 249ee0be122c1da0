import type { Hex } from "@symbolon/protocol";
import { getAddress } from "ethers";

/** A Sign-In with Ethereum message, taken apart; times are unix seconds, null where the message leaves them out. */
export type SignInMessage = {
  readonly scheme: string | null;
  readonly domain: string;
  readonly account: Hex;
  readonly uri: string;
  readonly version: string;
  readonly chainId: number;
  readonly nonce: string;
  readonly issuedAt: number;
  readonly expiresAt: number | null;
  readonly notBefore: number | null;
};

const TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d)";
/** The lines in the order of ERC-4361's ABNF; a statement is one line, and its absence leaves an empty one (some wallets leave that out too). */
const MESSAGE = new RegExp(
  [
    "^(?:(?<scheme>[a-z][a-z0-9+.-]*)://)?(?<domain>[^\\s/?#@]+) wants you to sign in with your Ethereum account:\\n",
    "(?<account>0x[0-9a-fA-F]{40})\\n\\n",
    "(?:(?:(?!URI: )[^\\n]+\\n\\n)|\\n)?",
    "URI: (?<uri>\\S+)\\n",
    "Version: (?<version>\\d+)\\n",
    "Chain ID: (?<chainId>[1-9]\\d{0,14})\\n",
    "Nonce: (?<nonce>[a-zA-Z0-9]{8,128})\\n",
    `Issued At: (?<issuedAt>${TIME})`,
    `(?:\\nExpiration Time: (?<expiresAt>${TIME}))?`,
    `(?:\\nNot Before: (?<notBefore>${TIME}))?`,
    "(?:\\nRequest ID: [^\\n]*)?",
    "(?:\\nResources:(?:\\n- \\S+)*)?$",
  ].join(""),
);

/** Reads a message of ERC-4361 (version 1 or another). Null when it is none, or its address is not written with the checksum of ERC-55. */
export function readSignInMessage(text: string): SignInMessage | null {
  const parts = MESSAGE.exec(text)?.groups;
  if (parts === undefined) return null;
  const account = parts.account!;
  const times = ["issuedAt", "expiresAt", "notBefore"].map((name) => {
    const time = parts[name];
    return time === undefined ? null : Math.floor(Date.parse(time) / 1000);
  });
  if (times.some((time) => Number.isNaN(time)) || !isChecksummed(account)) return null;
  const [issuedAt, expiresAt, notBefore] = times;
  return {
    scheme: parts.scheme ?? null,
    domain: parts.domain!,
    account: account.toLowerCase() as Hex,
    uri: parts.uri!,
    version: parts.version!,
    chainId: Number(parts.chainId),
    nonce: parts.nonce!,
    issuedAt: issuedAt!,
    expiresAt: expiresAt ?? null,
    notBefore: notBefore ?? null,
  };
}

function isChecksummed(account: string): boolean {
  try {
    return getAddress(account) === account;
  } catch {
    return false;
  }
}
