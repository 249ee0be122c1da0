/** Steps from a person's consent to the money that it earned, in order. */
export const STEPS = ["consent", "data", "job", "certificate", "output", "sale", "payout"] as const;

/** Name of a step. */
export type Step = (typeof STEPS)[number];

/** One thing known of a node: text, a value to copy, a document in IPFS by its digest, or a page of this app. */
export type NodeFact = { readonly label: string } & (
  | { readonly kind: "text" | "copy" | "document"; readonly value: string }
  | { readonly kind: "page"; readonly value: string; readonly to: string }
);

/** One thing of a step. `state` says whether it is there: done, still to come, or it failed. */
export type ProvenanceNode = {
  readonly id: string;
  readonly step: Step;
  readonly title: string;
  readonly note: string;
  readonly state: "done" | "waiting" | "failed";
  readonly facts: readonly NodeFact[];
};

/** From what follows what; nodes by step in order, edges by node ids. */
export type ProvenanceGraph = {
  readonly nodes: readonly ProvenanceNode[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
};
