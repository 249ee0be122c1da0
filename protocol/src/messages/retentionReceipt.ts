import { z } from "zod";
import { bytes32, decimal } from "./scalars.ts";

/**
 * `symbolon-retention-receipt/1`: what a hub did when an order's time was over. `removed` are the back ends that answered that they do not
 * pin the content any more; their garbage was collected before the receipt was published. `unconfirmed` once held it and can no longer be asked. `keptFor` is not null where
 * the content itself had to stay: "order" (another order's access lasts) or "document" (it is public). Times in unix seconds.
 */
export const RetentionReceipt = z.strictObject({
  format: z.literal("symbolon-retention-receipt/1"),
  chainId: z.int().positive(),
  orderId: decimal,
  dueAt: z.int().nonnegative(),
  keyDestroyedAt: z.int().nonnegative(),
  unpinnedAt: z.int().nonnegative(),
  /** sha256 of the lead's release, which named ciphertext and wrapped key; null when none was kept. */
  releaseDigest: bytes32.nullable(),
  contents: z.array(
    z.strictObject({
      cid: z.string(),
      removed: z.array(z.string()),
      unconfirmed: z.array(z.string()),
      keptFor: z.enum(["order", "document"]).nullable(),
    }),
  ),
});
export type RetentionReceipt = z.infer<typeof RetentionReceipt>;
