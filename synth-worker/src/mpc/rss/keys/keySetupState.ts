import type { PartyKeys } from "../partyKeys.ts";

/** What one party adds to the key of one link. SECRET until its commitment is answered. */
export type KeyContribution = { readonly salt: Uint8Array; readonly share: Uint8Array };

/** First message to a neighbour. Public. */
export type KeyCommitmentMessage = { readonly nonce: Uint8Array; readonly commitment: Uint8Array };

/** Second message to a neighbour; for its eyes only, so it goes over the encrypted link. */
export type KeyOpeningMessage = KeyContribution;

/** One value for each neighbour: parties i - 1 and i + 1. */
export type ForNeighbours<T> = { readonly previous: T; readonly next: T };

/** Round 1: the own contributions are drawn and committed to. SECRET. */
export type AwaitingKeyCommitments = {
  readonly step: "awaitingKeyCommitments";
  readonly orderId: string;
  /** Digest of the job (32 bytes): the same at all three. */
  readonly job: Uint8Array;
  readonly index: 0 | 1 | 2;
  readonly nonce: Uint8Array;
  readonly own: ForNeighbours<KeyContribution>;
};

/** Round 2: both neighbours are committed, so the own contributions may be shown. SECRET. */
export type AwaitingKeyOpenings = Omit<AwaitingKeyCommitments, "step"> & {
  readonly step: "awaitingKeyOpenings";
  readonly theirs: ForNeighbours<KeyCommitmentMessage>;
};

/** The end: keys and session for startParty. SECRET; never stored, so that a restarted node cannot use them twice. */
export type KeysAgreed = {
  readonly step: "keysAgreed";
  readonly keys: PartyKeys;
  readonly session: Uint8Array;
};
