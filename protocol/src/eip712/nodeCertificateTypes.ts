/**
 * What a node's account signs about its links (messages/nodeCertificate.ts), under requestDomain(chainId): where it listens for other nodes and the
 * key it will show there.
 */
export const NODE_CERTIFICATE_TYPES: { NodeCertificate: { readonly name: string; readonly type: string }[] } =
  {
    NodeCertificate: [
      { name: "host", type: "string" },
      { name: "port", type: "uint16" },
      { name: "pin", type: "bytes32" },
      { name: "issued", type: "uint64" },
    ],
  };
