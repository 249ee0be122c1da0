import { PURPOSES } from "@symbolon/protocol";

/** One purpose of Regulation (EU) 2025/327 Art. 53(1) as the protocol lists it. */
export type Purpose = (typeof PURPOSES)[number];

/** Purposes whose bit is set in `mask`, in the regulation's order. */
export function purposesOf(mask: number): Purpose[] {
  return PURPOSES.filter((purpose) => ((mask >>> purpose.bit) & 1) === 1);
}

/** Purpose of a one-bit mask; undefined for an unknown or a compound one. */
export function purposeOfMask(mask: number): Purpose | undefined {
  const found = purposesOf(mask);
  return found.length === 1 && 1 << found[0]!.bit === mask ? found[0] : undefined;
}

/** "Art. 53(1)(e)(ii)" for the point "e.ii". */
export function purposeReference(purpose: Purpose): string {
  return `Art. 53(1)${purpose.point
    .split(".")
    .map((part) => `(${part})`)
    .join("")}`;
}

/** Purpose a facet value stands for: its code, its Art. 53 point, or a one-bit mask as decimal text. */
export function purposeOfFacet(value: string): Purpose | undefined {
  const named = PURPOSES.find((purpose) => purpose.code === value || purpose.point === value);
  return named ?? (/^\d+$/.test(value) ? purposeOfMask(Number(value)) : undefined);
}
