import { z } from "zod";
import { CommitMessage, OpenMessage } from "./nodeMessages.ts";
import { address, bytes32, decimal, hexBytes } from "./scalars.ts";

/** From 0; Newton's method stops long before, and so do quantiles. */
const round = z.int().min(0).max(100);

/** Hospital -> node: its share of one round's numbers, HPKE-sealed to the node; purpose "numbers". */
export const NumbersMessage = z.strictObject({
  orderId: decimal,
  datasetId: decimal,
  round,
  /** Salted SHA-256 of the three shares. */
  commitments: z.array(bytes32).length(3),
  sealed: hexBytes,
});
export type NumbersMessage = z.infer<typeof NumbersMessage>;

/**
 * Node -> node: a step of one round's sum; purpose "sum". In `body` the order's number is the sum's. Commitments bind before any opening is
 * shown; the first opening comes after the budget is charged.
 */
export const SumMessage = z.discriminatedUnion("kind", [
  z.strictObject({ orderId: decimal, round, kind: z.literal("commitment"), body: CommitMessage }),
  z.strictObject({ orderId: decimal, round, kind: z.literal("opening"), body: OpenMessage }),
]);
export type SumMessage = z.infer<typeof SumMessage>;

/**
 * A node's answer to a hospital of the order (a GET, purpose "rounds"): the sums of all rounds that are opened, as signed decimals. From two
 * nodes that say the same the hospital derives the next round's plan itself.
 */
export const RoundsAnswer = z.strictObject({
  orderId: decimal,
  node: address,
  claim: z.string(),
  sums: z.array(z.array(z.string().regex(/^(0|-?[1-9]\d{0,19})$/))).max(100),
});
export type RoundsAnswer = z.infer<typeof RoundsAnswer>;

/** {@link RoundsAnswer} with the node's SignedRequest (purpose "rounds", subject = order id, over the answer), since an endpoint proves nothing. */
export const SignedRounds = z.strictObject({
  answer: RoundsAnswer,
  expires: z.int(),
  signature: z.string(),
});
export type SignedRounds = z.infer<typeof SignedRounds>;
