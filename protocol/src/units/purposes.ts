/**
 * Purposes of secondary use, Regulation (EU) 2025/327 Art. 53(1); bit i of a purposes mask is the i-th letter.
 * Wording shortened; the letter is the reference.
 */
export const PURPOSES = [
  { bit: 0, letter: "a", name: "public health", label: "Public interest in public and occupational health" },
  { bit: 1, letter: "b", name: "policy", label: "Policy making and regulatory activities" },
  { bit: 2, letter: "c", name: "statistics", label: "Official statistics" },
  { bit: 3, letter: "d", name: "education", label: "Education and teaching in health and care" },
  {
    bit: 4,
    letter: "e",
    name: "research",
    label: "Scientific research, including training and testing of algorithms",
  },
  { bit: 5, letter: "f", name: "care", label: "Improving care delivery and treatment" },
] as const;

/** Mask with exactly the named purpose. Throws RangeError for an unknown name. */
export function purposeBit(name: string): number {
  const purpose = PURPOSES.find((candidate) => candidate.name === name || candidate.letter === name);
  if (purpose === undefined) throw new RangeError(`unknown purpose ${name}`);
  return 1 << purpose.bit;
}
