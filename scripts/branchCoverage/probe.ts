/** What a probe stands for: a statement reached, a function entered, or one way out of a decision. */
export type ProbeKind = "statement" | "function" | "branch";

/** One place of the instrumented sources that reports when it is executed. */
export type Probe = {
  /** From 1; the number that the instrumented code sends. */
  readonly id: number;
  readonly kind: ProbeKind;
  /** Source name, e.g. contracts/src/market/Market.sol. */
  readonly file: string;
  /** Line in the original source, from 1. */
  readonly line: number;
  /** For people: the function, or the condition and which way it went. */
  readonly label: string;
  /** Branches only: number of the decision whose ways out belong together. */
  readonly decision?: number;
};
