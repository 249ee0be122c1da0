import type { Hex } from "@symbolon/protocol";

/** What became of an add: `digest` is the sha256 of the whole file; for at most 1 MiB, `cid` says the same. */
export type AddedContent = { readonly cid: string; readonly digest: Hex };

/**
 * Content by CID, or by digest where the content is one raw block. Every byte handed out was checked against the CID it was asked by.
 * All functions throw E5001 (not found), E5002 (bytes do not match), E5004 (storage node does not answer) and E9009 (no CID, or not a file).
 */
export interface ContentStore {
  /** Stores and pins. */
  add(bytes: Uint8Array): Promise<AddedContent>;
  /** The whole content, in memory; throws E9003 above `limitBytes` (default 16 MiB). */
  get(cidOrDigest: string, options?: { limitBytes?: number }): Promise<Uint8Array>;
  /** Bytes of the content. */
  size(cid: string): Promise<number>;
  /** Any part of the content, block by block. */
  read(cid: string, offset: number, length: number): AsyncIterable<Uint8Array>;
  /** Whether the storage node answers at all. */
  ping(): Promise<void>;
}
