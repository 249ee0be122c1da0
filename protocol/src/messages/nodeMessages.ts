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

/** Hospital -> node: its two of three shares of the hospital's tables (BitDealing), or of linked rows (writeRowPackage), HPKE-sealed to the node; purpose "share". */
export const ShareMessage = z.strictObject({
  orderId: decimal,
  datasetId: decimal,
  /** Salted SHA-256 of shares 0, 1 and 2: each is at two nodes, which compare. */
  commitments: z.array(bytes32).length(3),
  sealed: hexBytes,
});
export type ShareMessage = z.infer<typeof ShareMessage>;

/**
 * Hospital -> node, in a linked order and before its share: its patients' blinded identifiers (writeList; the same bytes to all three); purpose
 * "list". A node answers one list of a hospital.
 */
export const ListMessage = z.strictObject({ orderId: decimal, datasetId: decimal, list: hexBytes });
export type ListMessage = z.infer<typeof ListMessage>;

/**
 * A node's answer to a hospital's list; purpose "tokens" (a GET), one for each dataset of the caller: the public part of its key, and what
 * writeEvaluation writes.
 */
export const TokensAnswer = z.strictObject({
  answers: z.array(z.strictObject({ datasetId: decimal, publicKey: hexBytes, evaluation: hexBytes })),
});
export type TokensAnswer = z.infer<typeof TokensAnswer>;

/** Why no high-fidelity file leaves a hospital, in words; which figure it was is not said. */
export const WITHHELD = {
  calibration: "no generator that could be made of these records withstands the attacks",
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
  /** The provider does not offer aggregate statistics. */
  z.strictObject({ ...refusal, code: z.literal("E2019") }),
  /** The provider does not let its patients be linked. */
  z.strictObject({ ...refusal, code: z.literal("E2021") }),
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

/**
 * Lead -> node, about the joint computation; purpose "session". `ask`: could you begin? `begin`: begin attempt `attempt` now. `settle`: all three keep
 * the model with this digest, go on with it. Answer to the first two: { attempt, model }, the attempt that it can take part in (the same,
 * or a later one: an attempt has keys and links of its own and begins once) and the digest of the model it keeps, or null.
 */
export const SessionMessage = z.discriminatedUnion("act", [
  z.strictObject({
    orderId: decimal,
    act: z.enum(["ask", "begin"]),
    attempt: z.int().min(1).max(1000),
    /** Datasets whose shares the lead has: the node is not ready before it has them too. */
    datasetIds: z.array(decimal).min(1).max(8),
  }),
  z.strictObject({ orderId: decimal, act: z.literal("settle"), model: bytes32 }),
]);
export type SessionMessage = z.infer<typeof SessionMessage>;

/** Answer to `ask` and `begin`. */
export const SessionAnswer = z.strictObject({ attempt: z.int().min(1), model: bytes32.nullable() });
export type SessionAnswer = z.infer<typeof SessionAnswer>;

const note = { orderId: decimal, node: address, attempt: z.int().min(1) };

/** Node -> node: what it says to the other two within an attempt, outside the links; purpose "note". */
export const NoteMessage = z.discriminatedUnion("kind", [
  /** Of each dataset, the commitments that its shares match, or null when it has none that do. */
  z.strictObject({
    ...note,
    kind: z.literal("inputs"),
    body: z.array(z.strictObject({ datasetId: decimal, matched: z.array(bytes32).length(3).nullable() })),
  }),
  /** Which attempt it began before this one (0: none), and what it kept of all (joint/journal.ts). */
  z.strictObject({
    ...note,
    kind: z.literal("journal"),
    body: z.strictObject({ began: z.int().min(0), journal: z.record(z.string(), z.unknown()) }),
  }),
  /** SHA-256 of all messages on its links. */
  z.strictObject({
    ...note,
    kind: z.literal("transcripts"),
    body: z.strictObject({ previous: bytes32, next: bytes32 }),
  }),
]);
export type NoteMessage = z.infer<typeof NoteMessage>;

/**
 * Node -> node: the node at `index` is gone, `node` is to take its place; purpose "replace". Answer: { signature }, under
 * REPLACE_NODE_TYPES, from a node that finds so itself.
 */
export const ReplaceMessage = z.strictObject({
  orderId: decimal,
  index: z.int().min(0).max(2),
  node: address,
});
export type ReplaceMessage = z.infer<typeof ReplaceMessage>;

/**
 * A node's answer to the one that took another's place in its claim; purpose "handover" (a GET). Of every dataset whose shares it has: what the
 * hospital signed, and one of the node's two shares (salt and body) that the newcomer needs too, HPKE-sealed to it.
 */
export const HandOver = z.strictObject({
  orderId: decimal,
  node: address,
  shares: z.array(
    z.strictObject({
      message: ShareMessage,
      signature: RequestSignature.pick({ signer: true, expires: true, signature: true }),
      sealed: hexBytes,
    }),
  ),
});
export type HandOver = z.infer<typeof HandOver>;

/** Node -> node: binding to a partial sum of a federated statistic before any is seen; purpose "commit". */
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
