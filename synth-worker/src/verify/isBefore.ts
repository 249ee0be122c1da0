import type { ChainEvent } from "./chainFacts.ts";

/** Whether `event` comes before `other` on the chain. */
export function isBefore(event: ChainEvent, other: ChainEvent): boolean {
  return event.block < other.block || (event.block === other.block && event.index < other.index);
}
