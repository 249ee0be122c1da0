import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { basename } from "node:path";
import { SymbolonError } from "@symbolon/protocol";

const SNIFF_BYTES = 65_536;

/** What a data file is, before anything parses it. */
export type CheckedFile = {
  readonly kind: "csv" | "parquet";
  readonly bytes: number;
  readonly digest: string;
};

/**
 * Refuses a file before it is read: E1005 when it is missing, a folder or binary where CSV is expected, E1004 above `limitBytes`
 * (decided from the file's size alone), E1007 when it is empty. The digest is sha256 hex of the bytes.
 */
export async function checkFile(path: string, limitBytes: number): Promise<CheckedFile> {
  const file = basename(path);
  const unreadable = (reason: string, cause?: unknown) =>
    new SymbolonError("E1005", { file, reason }, cause === undefined ? undefined : { cause });
  let bytes: number;
  try {
    const info = await stat(path);
    if (!info.isFile()) throw unreadable("it is not a file");
    bytes = info.size;
  } catch (cause) {
    if (cause instanceof SymbolonError) throw cause;
    throw unreadable("it does not exist or may not be read", cause);
  }
  if (bytes > limitBytes) throw new SymbolonError("E1004", { file, bytes, limit: limitBytes });
  if (bytes === 0) throw new SymbolonError("E1007", { file });
  let head: Buffer;
  try {
    const handle = await open(path, "r");
    try {
      const read = await handle.read(Buffer.alloc(Math.min(SNIFF_BYTES, bytes)), { position: 0 });
      head = read.buffer.subarray(0, read.bytesRead);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw unreadable("it may not be read", cause);
  }
  const kind = head.subarray(0, 4).toString("latin1") === "PAR1" ? "parquet" : "csv";
  if (kind === "csv" && head.includes(0)) throw unreadable("it is binary, not CSV text");
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return { kind, bytes, digest: hash.digest("hex") };
}
