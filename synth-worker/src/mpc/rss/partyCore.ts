import type { Channel } from "./channel.ts";

/** Kinds of messages; with the number of the operation they make the step that each frame carries. */
const KINDS = { and: 0, triple: 1, ready: 2, coin: 3, reveal: 4, digest: 5, open: 6 } as const;

export type MessageKind = keyof typeof KINDS;

/** What the operations of one party share: its place, its two channels, its counters. */
export type PartyCore = {
  readonly index: 0 | 1 | 2;
  readonly orderId: string;
  readonly previous: Channel;
  readonly next: Channel;
  readonly cost: { bytesSent: number; rounds: number; ands: number };
  /** Operations started so far; the same number at all three. */
  operation: number;
};

/** The step of a message of the operation that runs now. Throws RangeError after 2^28 operations. */
export function stepOf(core: PartyCore, kind: MessageKind): number {
  if (core.operation >= 2 ** 28) throw new RangeError("a session has at most 2^28 operations");
  return core.operation * 16 + KINDS[kind];
}
