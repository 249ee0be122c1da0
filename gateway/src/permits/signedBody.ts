import type { Hex } from "@symbolon/protocol";

/** A request's body with the proof of who sent it; kept as evidence. */
export type SignedBody = {
  readonly signer: Hex;
  readonly expires: number;
  readonly signature: string;
  readonly body: Uint8Array;
};
