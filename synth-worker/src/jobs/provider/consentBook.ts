import type { Hex } from "@symbolon/protocol";

/** One patient's consent as the hospital keeps it: everything needed to withdraw it, nothing of it public before that. */
export type ConsentEntry = {
  /** Record number, from 0. */
  readonly row: number;
  readonly subject: string;
  readonly given: string;
  readonly salt: Hex;
  readonly recordHash: Hex;
  readonly consentKey: Hex;
  readonly privateKey: Hex;
  readonly nullifier: Hex;
  /** Place in the shuffled tree. */
  readonly leafIndex: number;
};

/** `consents.json` in the state folder (mode 600): the hospital's secrets for one listed file. */
export type ConsentBook = {
  readonly format: "symbolon-consent-book/1";
  /** sha256 of the file the consents belong to. */
  readonly fileDigest: string;
  /** Key of the holdout split, 32 bytes. */
  readonly holdoutSecret: Hex;
  readonly root: Hex;
  readonly consents: readonly ConsentEntry[];
};
