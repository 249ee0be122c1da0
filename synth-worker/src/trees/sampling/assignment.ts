/** Where the rows of a step got their cells from: parallel lists, and how often every training record was used. */
export type Assignment = {
  readonly rows: Int32Array;
  readonly donorOf: Int32Array;
  readonly treeOf: Uint8Array;
  readonly leafOf: Int32Array;
  readonly uses: Uint32Array;
  /** The most that `uses` may hold. */
  readonly cap: number;
};
