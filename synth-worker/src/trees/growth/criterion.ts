/**
 * What a tree's splits are to tell apart: a class of every record, and how classes count. The impurity of records with class weights w is
 * n - (sum over classes k of R_k^2) / n, n their weight and R_k the weight of class k together with all classes before it back to the last
 * one with `restarts`. Every class restarting gives the Gini index (Breiman et al. 1984, section 4.3); none, the sum of the Gini indices of
 * "at most class k" over k, which is the continuous ranked probability score of the records' own distribution on the classes' cut points
 * (Gneiting and Raftery 2007, section 4.2) and sees changes of spread as well as of the mean.
 */
export type Criterion = {
  readonly classes: Uint8Array;
  readonly count: number;
  readonly restarts: Uint8Array;
  readonly weights: Float64Array;
};
