import type { Hex, Signed } from "@symbolon/protocol";

/** The hub's account as it signs documents that the hub publishes or gives. */
export interface DocumentSigner {
  /** In lower case. */
  readonly account: Hex;
  /** EIP-712 signature of the struct that the document's proof is about. */
  signDocument(signed: Signed): Promise<Hex>;
}
