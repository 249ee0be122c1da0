/** All that training needs to go on where it stopped; random choices follow from the seed and the number of the step. */
export type FlowState = {
  readonly step: number;
  readonly parameters: Float32Array;
  /** Running first and second moments of the gradient (Adam). */
  readonly first: Float32Array;
  readonly second: Float32Array;
  /** Running mean of the parameters. */
  readonly averaged: Float32Array;
  /** The averaged parameters with the smallest loss on the held-out patients so far, that loss, and the step. */
  readonly best: Float32Array;
  readonly bestLoss: number;
  readonly bestStep: number;
};
