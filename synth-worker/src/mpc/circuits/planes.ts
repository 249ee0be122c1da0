import type { Shared } from "../rss/shared.ts";

/**
 * Secret whole numbers, one per lane: planes[i] holds bit i of all of them (least significant first), lane l being bit l mod 32 of word
 * floor(l / 32). All planes have the same number of words. Unsigned unless a function says two's complement.
 */
export type Planes = readonly Shared[];
