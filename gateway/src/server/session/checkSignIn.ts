import { type Hex, SymbolonError } from "@symbolon/protocol";
import { verifyMessage } from "ethers";
import { readSignInMessage, type SignInMessage } from "./signInMessage.ts";
import type { SignInNonces } from "./signInNonces.ts";

/** What a message must say to be one for here and now. */
export type SignInExpectation = {
  /** Where people sign in. */
  readonly origin: URL;
  readonly chainId: number;
  /** Unix seconds. */
  readonly now: number;
  readonly nonces: SignInNonces;
};

/** Clocks of wallets may be this far from this one. */
const SKEW_SECONDS = 300;
/** A message is for signing in now, not next week. */
const MAX_AGE_SECONDS = 600;

/**
 * Checks a Sign-In with Ethereum message (ERC-4361, version 1) and its signature (ERC-191, of an account with a key; contract accounts of
 * ERC-1271 are not taken). It must name this domain, this origin's URI, this chain, and a nonce of this gateway, which is used up.
 * Throws E9004 that says which of them fails; the nonce is looked at last, so that a wrong message uses none.
 */
export async function checkSignIn(
  text: string,
  signature: string,
  { origin, chainId, now, nonces }: SignInExpectation,
): Promise<SignInMessage> {
  const message = readSignInMessage(text);
  if (message === null) throw refused("it is of no message of ERC-4361");
  if (message.version !== "1") throw refused("the message is of another version than 1");
  if (message.domain !== origin.host)
    throw refused(`the message is for ${message.domain.slice(0, 100)}, not ${origin.host}`);
  if (message.scheme !== null && `${message.scheme}:` !== origin.protocol)
    throw refused("the message is for another scheme");
  if (URL.parse(message.uri)?.origin !== origin.origin)
    throw refused("the message's URI is not of this site");
  if (message.chainId !== chainId)
    throw refused(`the message is for chain ${message.chainId}, not ${chainId}`);
  if (message.issuedAt > now + SKEW_SECONDS) throw refused("the message was issued in the future");
  if (message.issuedAt <= now - MAX_AGE_SECONDS) throw refused("the message is too old");
  if (message.expiresAt !== null && message.expiresAt <= now) throw refused("the message has run out");
  if (message.notBefore !== null && message.notBefore > now + SKEW_SECONDS)
    throw refused("the message is not valid yet");
  if (signerOf(text, signature) !== message.account) throw refused("it is by another account");
  if (!(await nonces.use(message.nonce, now)))
    throw refused("its nonce was used, has run out, or is not ours");
  return message;
}

function signerOf(text: string, signature: string): Hex | null {
  try {
    return verifyMessage(text, signature).toLowerCase() as Hex;
  } catch {
    return null;
  }
}

function refused(reason: string): SymbolonError {
  return new SymbolonError("E9004", { reason });
}
