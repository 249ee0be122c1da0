import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { SymbolonError } from "@symbolon/protocol";

/**
 * The secret key of an import: 64 hexadecimal digits in `path`. Without a path a new one that is kept nowhere: then no later import can give the same patients
 * the same pseudonyms and shifts. Throws E1005 for a file that cannot be read and E1006 for one that holds no key.
 */
export async function ehrKey(path?: string): Promise<Uint8Array> {
  if (path === undefined) return new Uint8Array(randomBytes(32));
  const file = basename(path);
  let text: string;
  try {
    text = (await readFile(path, "utf8")).trim();
  } catch (cause) {
    throw new SymbolonError("E1005", { file, reason: "it does not exist or may not be read" }, { cause });
  }
  if (!/^[0-9a-fA-F]{64}$/.test(text))
    throw new SymbolonError("E1006", { document: file, reason: "a key is 64 hexadecimal digits" });
  return Uint8Array.from(Buffer.from(text, "hex"));
}
