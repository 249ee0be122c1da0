import { z } from "zod";
import { bytes32, decimal, hexBytes } from "./scalars.ts";

/**
 * Buyer -> gateway (purpose "rotate-key", subject = order id): the same data key, wrapped to a new X25519 key by the buyer (rewrapKey).
 * `replaces` is the sha256 of the wrapped key it takes the place of, so that an old request cannot undo a newer one.
 */
export const KeyRotation = z.strictObject({
  orderId: decimal,
  newKey: bytes32,
  wrappedKey: hexBytes,
  replaces: bytes32,
});
export type KeyRotation = z.infer<typeof KeyRotation>;
