import { KeyLogDay, KeyLogDetail, KeyRotation } from "@symbolon/protocol";
import { z } from "zod";
import { SHAPES } from "./answerShapes.ts";
import { jsonAnswer } from "./jsonAnswer.ts";
import type { RouteAbout } from "./routeAbout.ts";

const { account, count, decimal, hash, hex, seconds } = SHAPES;
/** What is published with a closed day's document; null without an account, or until the anchor is final. */
const published = {
  digest: hash,
  cid: z.string().nullable(),
  signer: account.nullable(),
  signature: hex.nullable(),
  anchor: hash.nullable(),
};

/** Descriptions of the routes of keys and kept content (docs/STORAGE.md), by name. */
export const STORAGE_ABOUTS: Readonly<Record<string, RouteAbout>> = {
  orderKeyRotation: {
    summary: "The buyer's data key, wrapped by the buyer to a new X25519 key; the ciphertext stays.",
    tag: "orders",
    auth: "signed",
    body: KeyRotation,
    answers: {
      200: jsonAnswer(
        "Only the new one is released from now on; the same again too.",
        z.strictObject({ orderId: decimal, rotated: z.literal(true) }),
      ),
    },
  },
  orderKeyLog: {
    summary: "An order's entries of the key log in full, for its buyer and its lead node.",
    tag: "orders",
    auth: "signed",
    answers: { 200: jsonAnswer("Oldest first.", z.strictObject({ entries: z.array(KeyLogDetail) })) },
  },
  contentStatus: {
    summary: "At how many back ends this hub keeps a content.",
    tag: "storage",
    answers: {
      200: jsonAnswer(
        "Pinned once as many as wanted confirm it.",
        z.strictObject({
          cid: z.string(),
          status: z.enum(["pinned", "pending", "ending"]),
          wanted: count,
          confirmed: count,
          replicas: z.array(
            z.strictObject({
              backend: z.string(),
              state: z.enum(["wanted", "pending", "pinned", "failed", "lost"]),
              sampledAt: seconds,
              verifiedAt: seconds,
            }),
          ),
        }),
      ),
    },
  },
  keyLog: {
    summary: "Every closed day of the key log, without its document.",
    tag: "storage",
    answers: {
      200: jsonAnswer(
        "Oldest first.",
        z.strictObject({ days: z.array(z.strictObject({ day: KeyLogDay.shape.day, ...published })) }),
      ),
    },
  },
  keyLogDay: {
    summary: "One closed day: document, digest, signature, anchor.",
    tag: "storage",
    answers: { 200: jsonAnswer("The day.", z.strictObject({ document: KeyLogDay, ...published })) },
  },
};
