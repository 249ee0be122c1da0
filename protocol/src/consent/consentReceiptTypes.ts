/** What the account of the holder's hub signs about a receipt (EIP-712, contractDomain of the ConsentRegistry): sha256 of its canonical bytes without the proof. */
export const CONSENT_RECEIPT_TYPES: {
  ConsentReceipt: { readonly name: string; readonly type: string }[];
} = {
  ConsentReceipt: [
    { name: "datasetId", type: "uint256" },
    { name: "recordId", type: "bytes32" },
    { name: "receiptDigest", type: "bytes32" },
  ],
};
