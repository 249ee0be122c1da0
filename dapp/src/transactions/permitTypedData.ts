import type { Hex } from "@symbolon/protocol";

/** Values of an EIP-2612 permit; `deadline` in unix seconds. */
export type PermitMessage = {
  readonly owner: Hex;
  readonly spender: Hex;
  readonly value: bigint;
  readonly nonce: bigint;
  readonly deadline: bigint;
};

/**
 * EIP-2612 typed data: allows `spender` to take exactly `value` once, until `deadline`. `name` and `version` come from the
 * token itself (EIP-5267), so any permit token works.
 */
export function permitTypedData(
  token: { readonly name: string; readonly version: string; readonly chainId: number; readonly address: Hex },
  message: PermitMessage,
) {
  return {
    domain: {
      name: token.name,
      version: token.version,
      chainId: token.chainId,
      verifyingContract: token.address,
    },
    types: {
      Permit: [
        { name: "owner", type: "address" },
        { name: "spender", type: "address" },
        { name: "value", type: "uint256" },
        { name: "nonce", type: "uint256" },
        { name: "deadline", type: "uint256" },
      ],
    },
    primaryType: "Permit",
    message,
  } as const;
}
