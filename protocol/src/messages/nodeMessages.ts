import { z } from "zod";
import { EvaluationAnswers } from "./certificate.ts";
import { address, bytes32, decimal, hexBytes } from "./scalars.ts";

/** Signature envelope of a SignedRequest (EIP-712); `bodyDigest` is recomputed by the receiver, never sent. */
export const RequestSignature = z.strictObject({
  signer: address,
  purpose: z.string(),
  subject: z.string(),
  expires: z.int(),
  signature: z.string(),
});
export type RequestSignature = z.infer<typeof RequestSignature>;

/** Hospital -> node: one additive share (uint32 little-endian words), HPKE-sealed to the node; purpose "share". */
export const ShareMessage = z.strictObject({
  orderId: decimal,
  datasetId: decimal,
  /** sha256 of salted share, for all three nodes, so that two copies can be compared. */
  commitments: z.array(bytes32).length(3),
  sealed: hexBytes,
});
export type ShareMessage = z.infer<typeof ShareMessage>;

/** Hospital -> lead, before anything is counted: it will send no share, for a reason the buyer can mend; purpose "refusal". */
export const RefusalMessage = z.strictObject({
  orderId: decimal,
  datasetId: decimal,
  code: z.literal("E2016"),
});
export type RefusalMessage = z.infer<typeof RefusalMessage>;

/** Node -> node: binding to a partial sum before any is seen; purpose "commit". */
export const CommitMessage = z.strictObject({
  orderId: decimal,
  node: address,
  commitment: bytes32,
  shareCommitments: z.record(decimal, z.array(bytes32).length(3)),
});
export type CommitMessage = z.infer<typeof CommitMessage>;

/** Node -> node: the partial sum itself (uint32 little-endian words) and the commitment's salt; purpose "open". */
export const OpenMessage = z.strictObject({
  orderId: decimal,
  node: address,
  salt: bytes32,
  partial: hexBytes,
});
export type OpenMessage = z.infer<typeof OpenMessage>;

/** Node -> lead: binding to what it found before anybody shows a result (see resultCommit); purpose "result". */
export const ResultMessage = z.strictObject({
  orderId: decimal,
  node: address,
  resultCommit: bytes32,
});
export type ResultMessage = z.infer<typeof ResultMessage>;

/**
 * Lead -> node, once all three commitments are on chain: sign this report if it is also yours; purpose "sign".
 * Answer: { signature, salt }, the salt of the node's commitment.
 */
export const SignMessage = z.strictObject({
  orderId: decimal,
  manifestDigest: bytes32,
  outputHash: bytes32,
  modelDigest: bytes32,
});
export type SignMessage = z.infer<typeof SignMessage>;

/** Hospital -> evaluator; purpose "answers"; the signature over it is kept in the certificate. */
export const AnswersMessage = EvaluationAnswers;
