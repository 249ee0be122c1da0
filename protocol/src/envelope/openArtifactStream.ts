import { ghash } from "@noble/ciphers/_polyval.js";
import type { Hex } from "../content/hex.ts";
import { SymbolonError } from "../errors/SymbolonError.ts";
import { hpkeOpen } from "./hpke.ts";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const BLOCK_BYTES = 16;
/** Bytes deciphered at a time, a whole number of blocks: large enough that a call costs little, small enough for a page to stay alive. */
const PIECE_BYTES = 256 * 1024;

/** What a sealed artifact is opened with. */
export type ArtifactKeys = {
  readonly wrappedKey: Uint8Array;
  readonly privateKey: Hex;
  readonly context: string;
};

/**
 * Opens a sealed artifact (see sealArtifact) while it arrives, in memory that does not grow with it: AES-256-GCM as counter mode and GHASH (NIST SP 800-38D,
 * 7.2), since a browser's AES-GCM takes a whole message only. Throws E5003 when key, context or bytes do not belong together.
 *
 * The tag is at the end. Pieces given before it have not been proved to be what was sealed: whoever takes them has to throw them away when this throws, and
 * must show or keep nothing before it has ended.
 */
export async function* openArtifactStream(
  ciphertext: AsyncIterable<Uint8Array>,
  { wrappedKey, privateKey, context }: ArtifactKeys,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const dataKey = await hpkeOpen(privateKey, wrappedKey, context);
  const key = await crypto.subtle.importKey("raw", dataKey, "AES-CTR", false, ["encrypt"]);
  const cipher = async (counter: Uint8Array<ArrayBuffer>, data: Uint8Array<ArrayBuffer>) =>
    new Uint8Array(await crypto.subtle.encrypt({ name: "AES-CTR", counter, length: 32 }, key, data));
  const zeros = new Uint8Array(BLOCK_BYTES);
  // The expected length only chooses the size of GHASH's table.
  const hash = ghash.create(await cipher(zeros, zeros), PIECE_BYTES);
  const aad = new TextEncoder().encode(context);
  hash.update(aad);

  let nonce: Uint8Array | null = null;
  let held = new Uint8Array();
  let length = 0;
  const open = async (piece: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> => {
    hash.update(piece);
    // Block 1 encrypts the tag, so the text begins at block 2.
    const counter = counterBlock(nonce!, 2 + length / BLOCK_BYTES);
    length += piece.length;
    return await cipher(counter, piece);
  };
  for await (const chunk of ciphertext) {
    held = joined(held, chunk);
    if (nonce === null && held.length >= NONCE_BYTES) {
      nonce = held.slice(0, NONCE_BYTES);
      held = held.slice(NONCE_BYTES);
    }
    // The last bytes may be the tag.
    while (nonce !== null && held.length >= PIECE_BYTES + TAG_BYTES) {
      yield await open(held.slice(0, PIECE_BYTES));
      held = held.slice(PIECE_BYTES);
    }
  }
  if (nonce === null || held.length < TAG_BYTES) throw refused();
  const rest = held.slice(0, held.length - TAG_BYTES);
  const last = rest.length === 0 ? null : await open(rest);
  hash.update(lengthsBlock(aad.length, length));
  const mask = await cipher(counterBlock(nonce, 1), zeros);
  const digest = hash.digest();
  const difference = held
    .slice(-TAG_BYTES)
    .reduce((bits, byte, i) => bits | (byte ^ digest[i]! ^ mask[i]!), 0);
  if (difference !== 0) throw refused();
  if (last !== null) yield last;
}

function counterBlock(nonce: Uint8Array, block: number): Uint8Array<ArrayBuffer> {
  const counter = new Uint8Array(BLOCK_BYTES);
  counter.set(nonce);
  new DataView(counter.buffer).setUint32(NONCE_BYTES, block);
  return counter;
}

/** Lengths of the two parts in bits, 64 each (SP 800-38D, 7.1 step 5). */
function lengthsBlock(aadBytes: number, textBytes: number): Uint8Array {
  const block = new Uint8Array(BLOCK_BYTES);
  const view = new DataView(block.buffer);
  view.setBigUint64(0, BigInt(aadBytes) * 8n);
  view.setBigUint64(8, BigInt(textBytes) * 8n);
  return block;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function refused(): SymbolonError {
  return new SymbolonError("E5003", { reason: "the file was changed or belongs to another order" });
}
