import type { RingShared } from "./ringShared.ts";

/** Adds a public number to every entry: it goes to component 0, which parties 0 (`own`) and 2 (`next`) hold. In place; returns x. */
export function addConstant(party: 0 | 1 | 2, x: RingShared, constant: bigint): RingShared {
  const component = party === 0 ? x.own : party === 2 ? x.next : undefined;
  if (component !== undefined) {
    for (let i = 0; i < component.length; i++) component[i] = component[i]! + constant;
  }
  return x;
}
