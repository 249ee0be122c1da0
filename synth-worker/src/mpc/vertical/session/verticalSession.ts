import type { Hex } from "@symbolon/protocol";
import type { NodeTokenKey } from "../join/nodeTokenKey.ts";
import type { VerticalJob } from "../verticalJob.ts";

/** What a node remembers of a holder: the one list it answered, then the rows it took. */
export type HolderStep = {
  readonly list: { readonly digest: Hex; readonly identifiers: number } | null;
  readonly rows: { readonly commitments: readonly Hex[]; readonly count: number } | null;
};

/** Step 1: lists are answered and rows come in. SECRET: holds the node's share of the token key. */
export type JoiningSession = {
  readonly step: "joining";
  readonly job: VerticalJob;
  readonly node: 0 | 1 | 2;
  /** The most patients of each holder, from its data set's public record: no longer list is answered. */
  readonly mostRows: readonly number[];
  readonly key: NodeTokenKey;
  /** Holder by holder. */
  readonly holders: readonly HolderStep[];
};

/** Step 2: every holder's rows are here, and the key is gone: no token can be made any more. */
export type JoinedSession = {
  readonly step: "joined";
  readonly job: VerticalJob;
  readonly node: 0 | 1 | 2;
  readonly holders: readonly HolderStep[];
};

/**
 * A node's part in one join: answerList, then takeRows, for each holder; every transition returns a new value. It lives and dies with
 * the key: a node that lost it starts again with a new key, under which the hospitals' former tokens mean nothing, and all hospitals hand in
 * new lists. How often that may happen is for the order to say: each time a hospital may ask about as many identifiers again.
 */
export type VerticalSession = JoiningSession | JoinedSession;
