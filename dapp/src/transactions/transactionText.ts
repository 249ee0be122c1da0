/** What a person reads before signing: one sentence, the facts, and what the signature cannot do. */
export type TransactionText = {
  readonly title: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly note: string;
};
