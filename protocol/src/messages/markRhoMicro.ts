/** What an order without a proof of privacy reserves, the least the ledger takes: it counts the uses and bounds nothing. */
export const MARK_RHO_MICRO = 1n;
