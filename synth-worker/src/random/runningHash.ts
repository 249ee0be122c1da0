import { createHash } from "node:crypto";

/** A SHA-256 (FIPS 180-4) over everything it was given so far. */
export type RunningHash = {
  readonly update: (bytes: Uint8Array) => void;
  /** The 32-byte digest of all bytes up to now; more may follow. */
  readonly digest: () => Uint8Array;
};

/** An incremental SHA-256 of the platform: about ten times as fast as one in JavaScript, for transcripts of megabytes. */
export function runningHash(): RunningHash {
  const hash = createHash("sha256");
  return {
    update(bytes) {
      hash.update(bytes);
    },
    digest: () => new Uint8Array(hash.copy().digest()),
  };
}
