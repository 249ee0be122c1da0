import type { Edit } from "../solidity/applyEdits.ts";

/** One small fault. */
export type Mutant = {
  /** From 1; the number the compiled code is told. */
  readonly id: number;
  /** Source name, e.g. contracts/src/market/Market.sol. */
  readonly file: string;
  readonly line: number;
  /** Name of the mutation operator. */
  readonly operator: string;
  /** The fault written out, as a person would make it. */
  readonly plain: readonly Edit[];
  /** The same fault behind a switch, so that many live in one compiled contract. */
  readonly wraps: readonly Wrap[];
  /** Instead of wraps: the removal of a modifier, which needs more than a switch in place. */
  readonly removal?: Removal;
};

/** Bytes [start, end) of the source. */
export type Range = { readonly start: number; readonly end: number };

/** A modifier to be removed, and what must be known of its function to write it twice. */
export type Removal = {
  readonly function: Range;
  readonly name: string;
  readonly argumentNames: readonly string[];
  readonly returns: boolean;
  readonly parametersEnd: number;
  readonly modifiers: readonly Range[];
  readonly override: Range | null;
  readonly bodyStart: number;
  readonly removed: Range;
  readonly contractEnd: number;
};

/** Text put around bytes [start, end); `order` grows from outer to inner where two begin or end at one place. */
export type Wrap = {
  readonly start: number;
  readonly end: number;
  readonly open: string;
  readonly close: string;
  readonly order: number;
};
