/** What an account can ask about its node's stake. */
export type StakeAct =
  | { readonly kind: "add"; readonly addedWei: bigint }
  | { readonly kind: "leave" | "withdraw" | "slashed" };
