import type { ConsentReceipt } from "../consent/consentReceipt.ts";
import { CONSENT_RECEIPT_TYPES } from "../consent/consentReceiptTypes.ts";
import { digestOfDocument } from "../content/digest.ts";
import type { Deployment } from "../messages/deployment.ts";
import type { DocumentProof } from "../messages/documentProof.ts";
import type { Signed } from "./proofSigner.ts";

/** What the hub that gives a receipt signs: the receipt, and the dataset whose consents it speaks of. */
export function signedReceipt(
  { proof: _, ...receipt }: ConsentReceipt & { readonly proof?: DocumentProof | undefined },
  datasetId: string,
  { chainId, contracts }: Deployment,
): Signed {
  return {
    chainId,
    verifyingContract: contracts.consentRegistry,
    types: CONSENT_RECEIPT_TYPES,
    value: { datasetId, recordId: receipt.header.recordId, receiptDigest: digestOfDocument(receipt) },
  };
}
