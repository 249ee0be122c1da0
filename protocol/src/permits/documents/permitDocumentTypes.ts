/**
 * What an access body's account signs about a permit document (EIP-712, contractDomain of the PermitRegistry): its keccak256, as anchored.
 * Bound to chain and registry, so that a signature for a demonstration is none for a real one.
 */
export const PERMIT_DOCUMENT_TYPES: {
  DataPermitDocument: { readonly name: string; readonly type: string }[];
} = {
  DataPermitDocument: [
    { name: "applicationHash", type: "bytes32" },
    { name: "decisionHash", type: "bytes32" },
    { name: "version", type: "uint32" },
  ],
};
