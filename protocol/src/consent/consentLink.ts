import { fromHex, type Hex, toHex } from "../content/hex.ts";
import { SymbolonError } from "../errors/SymbolonError.ts";

/** A consent's place in the anchored tree, with what its withdrawal shows. Hashes of 32 bytes. */
export type LinkedLeaf = {
  readonly root: Hex;
  readonly recordHash: Hex;
  readonly nullifier: Hex;
  readonly proof: readonly Hex[];
};

/**
 * What a hospital hands to a patient, as the fragment of a link, which browsers do not send to servers: a key of 32 bytes, and for a consent
 * under a root its leaf (null for a key that the hospital's own hub knows).
 */
export type ConsentLink = { readonly privateKey: Hex; readonly leaf: LinkedLeaf | null };

const WORD = 32;
/** First byte of the text: what follows is a key alone, or a key with its leaf. */
const KEY_ALONE = 1;
const WITH_LEAF = 2;

/** The link's fragment, base64url (RFC 4648 section 5) without padding: a version byte, the key, root, record hash, nullifier, proof. */
export function writeConsentLink({ privateKey, leaf }: ConsentLink): string {
  const words = leaf === null ? [] : [leaf.root, leaf.recordHash, leaf.nullifier, ...leaf.proof];
  const bytes = [privateKey, ...words].flatMap((word) => [...fromHex(word)]);
  const text = String.fromCharCode(leaf === null ? KEY_ALONE : WITH_LEAF, ...bytes);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Reads a fragment, with or without its "#". Throws E1006 for anything that writeConsentLink does not write. */
export function readConsentLink(fragment: string): ConsentLink {
  const bytes = decoded(fragment.replace(/^#/, ""));
  const [kind] = bytes;
  const words: Hex[] = [];
  for (let at = 1; at < bytes.length; at += WORD) words.push(toHex(bytes.subarray(at, at + WORD)));
  const [privateKey, root, recordHash, nullifier, ...proof] = words;
  const isWhole = (bytes.length - 1) % WORD === 0;
  if (isWhole && kind === KEY_ALONE && words.length === 1) return { privateKey: privateKey!, leaf: null };
  if (isWhole && kind === WITH_LEAF && nullifier !== undefined)
    return { privateKey: privateKey!, leaf: { root: root!, recordHash: recordHash!, nullifier, proof } };
  throw notALink();
}

function decoded(text: string): Uint8Array {
  try {
    const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(bytes, (character) => character.charCodeAt(0));
  } catch {
    throw notALink();
  }
}

function notALink(): SymbolonError {
  return new SymbolonError("E1006", {
    document: "consent link",
    reason: "it is not whole; copy all of it, or ask the hospital for a new one",
  });
}
