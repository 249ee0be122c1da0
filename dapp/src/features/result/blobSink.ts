import type { ResultSink } from "./resultSink.ts";

/** Bytes that are put together into one Blob, which the browser may then keep outside of memory. */
const PART_BYTES = 16 * 1024 * 1024;

/** Keeps a result in the browser's own storage of Blobs. */
export function blobSink(): ResultSink {
  let parts: Blob[] = [];
  let pending: Uint8Array<ArrayBuffer>[] = [];
  let pendingBytes = 0;
  const pack = () => {
    if (pendingBytes > 0) parts.push(new Blob(pending));
    pending = [];
    pendingBytes = 0;
  };
  return {
    async write(bytes) {
      pending.push(bytes);
      pendingBytes += bytes.length;
      if (pendingBytes >= PART_BYTES) pack();
    },
    async finish() {
      pack();
      return new Blob(parts);
    },
    async discard() {
      parts = [];
      pending = [];
    },
  };
}
