/** Where `ipfs.cat` reads from. */
export interface ContentReader {
  /** Bytes behind an IPFS path, null when they cannot be found. */
  cat(path: string): Promise<Uint8Array | null>;
}
