/** Told to listeners after the index moved. */
export type BlockUpdate = {
  /** Block the index stands at now. */
  readonly number: number;
  readonly hash: string | null;
  /** True when blocks were taken back: anything read before may have changed. */
  readonly isRevert: boolean;
  /** Entities the block wrote or removed; empty for a revert, and where another process on the database wrote it. */
  readonly changed: readonly { readonly type: string; readonly id: string }[];
};
