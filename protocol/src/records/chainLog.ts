/** A log as every library gives it; block and transaction where the reader wants to say when. */
export type ChainLog = {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
};
