/**
 * Lists of one hospital that an order can have, one a claim: a claim that dies before the freeze is made again with a new key and new lists. A hospital in league with a
 * node can try out so many times as many identifiers as the order has patients (docs/proofs/vertical-products.md, 7), so hospitals and nodes stop here.
 */
export const MOST_LISTS = 3;
