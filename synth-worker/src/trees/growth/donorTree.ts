/**
 * A tree over binned predictors whose leaves are lists of training records. Node n asks whether the bin of predictor feature[n] is at most
 * threshold[n] and goes to left[n], else to right[n]; left[n] < 0: a leaf. The records of node n, leaf or not, are
 * records[start[n]] to records[end[n] - 1]. Node 0 is the root, its parent -1.
 */
export type DonorTree = {
  readonly nodes: number;
  readonly feature: Int32Array;
  readonly threshold: Int32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly parent: Int32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly records: Int32Array;
};
