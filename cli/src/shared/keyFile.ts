import { readFile } from "node:fs/promises";
import { bytes32, parseDocument, SymbolonError } from "@symbolon/protocol";
import { z } from "zod";

const KeyFile = z.strictObject({ publicKey: bytes32, privateKey: bytes32 });

/** Where the key of a spec lives: `order.json` -> `order.json.key`. */
export function keyFileOf(specFile: string): string {
  return `${specFile}.key`;
}

/** Reads a key file. Throws E1005 when it cannot be read, E1006 when it is not a key pair. */
export async function readKeyFile(file: string): Promise<z.infer<typeof KeyFile>> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new SymbolonError(
      "E1005",
      { file, reason: cause instanceof Error ? cause.message : String(cause) },
      { cause },
    );
  });
  return parseDocument(KeyFile, parseJson(text, file), file);
}

/** JSON.parse that throws E1006 naming the file. */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SymbolonError("E1006", { document: file, reason: "not JSON" }, { cause });
  }
}
