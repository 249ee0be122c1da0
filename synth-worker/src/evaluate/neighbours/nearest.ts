/**
 * The k nearest reference records of each query record, nearest first: for query i, entries i * k to i * k + k - 1. Where the reference has
 * fewer than k records, the distance is Infinity and the place -1. Of equally near records the one earlier in the reference comes first.
 */
export type Nearest = {
  readonly k: number;
  readonly distances: Float64Array;
  /** Rows of the reference. */
  readonly places: Int32Array;
};

/** How many neighbours, and which reference record does not count for a query: itself, when a file is compared with itself. */
export type NearestOptions = { readonly k: number; readonly leftOut?: (query: number) => number };
