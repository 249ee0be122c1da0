/** What a hub's account signs about a label (EIP-712, contractDomain of the DatasetRegistry): sha256 of its canonical bytes without the proof. */
export const QUALITY_LABEL_TYPES: { QualityLabel: { readonly name: string; readonly type: string }[] } = {
  QualityLabel: [
    { name: "datasetId", type: "uint256" },
    { name: "labelDigest", type: "bytes32" },
  ],
};
