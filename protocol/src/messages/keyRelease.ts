import { z } from "zod";
import { bytes32, decimal, hexBytes } from "./scalars.ts";

/** Lead -> gateway (purpose "key"): where the ciphertext is and the data key wrapped to the buyer; released while accessUntil says so. */
export const KeyRelease = z.strictObject({
  orderId: decimal,
  cid: z.string(),
  ciphertextHash: bytes32,
  wrappedKey: hexBytes,
  fileName: z.string().regex(/^[\w.-]{1,80}$/),
});
export type KeyRelease = z.infer<typeof KeyRelease>;
