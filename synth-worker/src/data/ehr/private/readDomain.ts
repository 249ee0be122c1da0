import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { digestOfBytes, type Hex, parseDocument, SymbolonError } from "@symbolon/protocol";
import { EhrDomain } from "../../../ehr/domain/ehrDomain.ts";

/** A symbolon-ehr-domain/1 file, and the SHA-256 of its bytes. Throws E1005 for what is not there or not JSON, E1006 naming the first fault. */
export async function readDomain(
  path: string,
): Promise<{ readonly domain: EhrDomain; readonly sha256: Hex }> {
  let bytes: Uint8Array;
  let value: unknown;
  try {
    bytes = await readFile(path);
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new SymbolonError(
      "E1005",
      { file: basename(path), reason: "it is not there or not JSON" },
      { cause },
    );
  }
  return { domain: parseDocument(EhrDomain, value, basename(path)), sha256: digestOfBytes(bytes) };
}
