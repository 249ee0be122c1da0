/** Field of an EIP-712 struct. */
type Field = { readonly name: string; readonly type: string };

/** What a worker node signs about its result; verified by JobRegistry.report. */
export const NODE_REPORT_TYPES: { NodeReport: Field[] } = {
  NodeReport: [
    { name: "orderId", type: "uint256" },
    { name: "manifestDigest", type: "bytes32" },
    { name: "outputHash", type: "bytes32" },
    { name: "modelDigest", type: "bytes32" },
  ],
};

/**
 * What each survivor signs so that `node` takes the place of the node at `index`; verified by JobRegistry.replaceNode. `jobHash` is the hash of
 * the job's record before it (hashJob of records/), so that a signature serves once.
 */
export const REPLACE_NODE_TYPES: { ReplaceNode: Field[] } = {
  ReplaceNode: [
    { name: "orderId", type: "uint256" },
    { name: "index", type: "uint8" },
    { name: "node", type: "address" },
    { name: "jobHash", type: "bytes32" },
  ],
};

/** What an evaluator signs; verified by JobRegistry.certify. */
export const CERTIFICATE_TYPES: { Certificate: Field[] } = {
  Certificate: [
    { name: "orderId", type: "uint256" },
    { name: "manifestDigest", type: "bytes32" },
    { name: "outputHash", type: "bytes32" },
    { name: "certificateDigest", type: "bytes32" },
    { name: "passed", type: "bool" },
    { name: "releaseClass", type: "uint8" },
    { name: "tvd1Bps", type: "uint16" },
    { name: "tvd2Bps", type: "uint16" },
    { name: "membershipAucBps", type: "uint16" },
  ],
};

/** What a patient's per-consent key signs; verified by ConsentRegistry.withdraw. */
export const CONSENT_WITHDRAWAL_TYPES: { ConsentWithdrawal: Field[] } = {
  ConsentWithdrawal: [
    { name: "datasetId", type: "uint256" },
    { name: "nullifier", type: "bytes32" },
    { name: "deadline", type: "uint64" },
  ],
};

/** What a patient's per-consent key signs to consent; verified by ConsentRegistry.grantBySig. */
export const CONSENT_GRANT_TYPES: { ConsentGrant: Field[] } = {
  ConsentGrant: [
    { name: "datasetId", type: "uint256" },
    { name: "recordHash", type: "bytes32" },
  ],
};

/** What a granted key signs to take its consent back; never expires. Verified by ConsentRegistry.withdrawKeyBySig. */
export const CONSENT_KEY_WITHDRAWAL_TYPES: { ConsentKeyWithdrawal: Field[] } = {
  ConsentKeyWithdrawal: [{ name: "datasetId", type: "uint256" }],
};

/** What a dataset's owner signs to offer it at a price of its own; verified by Market.placeOrder. */
export const OFFER_TYPES: { Offer: Field[] } = {
  Offer: [
    { name: "datasetId", type: "uint256" },
    { name: "buyer", type: "address" },
    { name: "priceWei", type: "uint96" },
    { name: "rowPriceWei", type: "uint96" },
    { name: "renewalBps", type: "uint16" },
    { name: "purposesMask", type: "uint32" },
    { name: "validUntil", type: "uint40" },
    { name: "volume", type: "uint32" },
    { name: "salt", type: "bytes32" },
  ],
};

/** EIP-3009: what a buyer signs so that anybody may place exactly this order for it; the token verifies it. */
export const RECEIVE_WITH_AUTHORIZATION_TYPES: { ReceiveWithAuthorization: Field[] } = {
  ReceiveWithAuthorization: [
    { name: "from", type: "address" },
    { name: "to", type: "address" },
    { name: "value", type: "uint256" },
    { name: "validAfter", type: "uint256" },
    { name: "validBefore", type: "uint256" },
    { name: "nonce", type: "bytes32" },
  ],
};

/**
 * Off-chain request to a gateway or a node, signed by the sender's account: `purpose` names the act, `subject` what it is about
 * (an order or dataset id as decimal text), `bodyDigest` = sha256 of the body bytes (of the empty string for none), `expires` unix seconds.
 */
export const SIGNED_REQUEST_TYPES: { SignedRequest: Field[] } = {
  SignedRequest: [
    { name: "purpose", type: "string" },
    { name: "subject", type: "string" },
    { name: "bodyDigest", type: "bytes32" },
    { name: "expires", type: "uint64" },
  ],
};

/** EIP-712 domain of the contracts' typed data; `verifyingContract` is the JobRegistry, the ConsentRegistry or the Market. */
export function contractDomain(chainId: number, verifyingContract: string) {
  return { name: "Symbolon", version: "1", chainId, verifyingContract } as const;
}

/** EIP-712 domain of signed requests between processes: bound to the chain, not to a contract. */
export function requestDomain(chainId: number) {
  return { name: "Symbolon request", version: "1", chainId } as const;
}
