import type { Hex } from "../content/hex.ts";

/** One node of a job gave its place to another (JobNodeReplaced); at index 0 the lead did. */
export type JobReplacement = { readonly index: number; readonly previous: Hex; readonly node: Hex };
