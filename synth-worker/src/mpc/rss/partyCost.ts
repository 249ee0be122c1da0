/** What one party spent so far. */
export type PartyCost = {
  /** Bytes sent to both neighbours, frame headers included. */
  readonly bytesSent: number;
  /** Message delays: operations in which the party waited for a neighbour. */
  readonly rounds: number;
  /** AND gates of the program, in bits (32 per word); gates of the verification are not counted. */
  readonly ands: number;
};
