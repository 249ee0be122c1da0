import { usageError } from "./usageError.ts";

/** The 32 bytes of a `--seed` in hex. Throws E1006 for anything else. */
export function seedOf(text: string): Uint8Array {
  if (!/^(0x)?[0-9a-fA-F]{64}$/.test(text)) throw usageError("--seed must be 32 bytes in hex");
  return new Uint8Array(Buffer.from(text.replace(/^0x/, ""), "hex"));
}
