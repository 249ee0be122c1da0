import { z } from "zod";
import { address, bytes32, decimal } from "./scalars.ts";

const common = {
  sequence: z.int().positive(),
  /** Unix seconds; never less than the entry before. */
  at: z.int().nonnegative(),
  orderId: decimal,
  /** 32 random bytes, so that the public digest tells nothing about a detail that could be guessed. */
  salt: bytes32,
};

/** The node that leads the order's job handed the wrapped key over. */
const handedOver = z.strictObject({
  ...common,
  act: z.literal("handed-over"),
  lead: address,
  cid: z.string(),
  wrappedKeyDigest: bytes32,
});

/** The wrapped key was given to `account`, because the chain said so: it held the access token, which `accessUntil` puts an end to. */
const released = z.strictObject({
  ...common,
  act: z.literal("released"),
  account: address,
  accessUntil: decimal,
  blockTime: z.int().nonnegative(),
  wrappedKeyDigest: bytes32,
});

/** `account` replaced the wrapped key by one for its new X25519 key. */
const rotated = z.strictObject({
  ...common,
  act: z.literal("rotated"),
  account: address,
  newKey: bytes32,
  replaces: bytes32,
  wrappedKeyDigest: bytes32,
});

/** Wrapped key and ciphertext are gone; `receiptDigest` names the RetentionReceipt. */
const destroyed = z.strictObject({ ...common, act: z.literal("destroyed"), receiptDigest: bytes32 });

/** What happened to an order's key, as its parties may read it. The public log has its digest only (KeyLogDay). */
export const KeyLogDetail = z.discriminatedUnion("act", [handedOver, released, rotated, destroyed]);
export type KeyLogDetail = z.infer<typeof KeyLogDetail>;
