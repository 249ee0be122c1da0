import { z } from "zod";
import { EvaluationAnswers } from "./evaluationAnswers.ts";
import { Origin } from "./origin.ts";
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

/** Why no high-fidelity file leaves a hospital, in words; which figure it was is not said. */
export const WITHHELD = {
  calibration: "no size of leaves keeps the membership attacks within their limits",
  verdict: "its evaluation did not pass",
  size: "file or report would be too large",
} as const;

const refusal = { orderId: decimal, datasetId: decimal };

/**
 * Hospital -> lead, before any budget is charged: it will send no share or file, for a reason the buyer can mend; purpose "refusal".
 */
export const RefusalMessage = z.discriminatedUnion("code", [
  /** Too few held-out records. */
  z.strictObject({ ...refusal, code: z.literal("E2016") }),
  /** The provider does not offer this release class. */
  z.strictObject({ ...refusal, code: z.literal("E2017") }),
  /** The file was made and does not pass. */
  z.strictObject({
    ...refusal,
    code: z.literal("E2018"),
    reason: z.enum(Object.keys(WITHHELD) as [keyof typeof WITHHELD]),
  }),
]);
export type RefusalMessage = z.infer<typeof RefusalMessage>;

/**
 * Hospital -> lead, before the budget is charged: binding to the one file that it will send; purpose "announcement". Its digest is the job's
 * commitDigest.
 */
export const AnnouncementMessage = z.strictObject({
  orderId: decimal,
  datasetId: decimal,
  outputHash: bytes32,
  /** Digest of the file's origin. */
  modelDigest: bytes32,
});
export type AnnouncementMessage = z.infer<typeof AnnouncementMessage>;

/** Bytes of a high-fidelity file in one message; the last part may have fewer. */
export const FILE_PART_BYTES = 1_048_576;

/** Hospital -> node, once the budget is charged: one part of the announced file, HPKE-sealed to the node; purpose "file". */
export const FileMessage = z.strictObject({
  orderId: decimal,
  datasetId: decimal,
  origin: Origin,
  /** From 0. */
  part: z.int().min(0),
  sealed: hexBytes,
});
export type FileMessage = z.infer<typeof FileMessage>;

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
