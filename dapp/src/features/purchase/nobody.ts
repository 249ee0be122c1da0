/** Stands in for chain and buyer where an order is made to be checked or predicted only: its plan is the same on any chain and for any key. */
export const NOBODY = { chainId: 1, buyerKey: `0x${"00".repeat(32)}` } as const;
