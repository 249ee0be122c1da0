/**
 * Purposes of secondary use, Regulation (EU) 2025/327 Art. 53(1); bit i of a purposes mask is the i-th entry.
 * `point` is the reference, `label` a shortened reading. Points (a) to (c) are for public bodies only.
 */
export const PURPOSES = [
  {
    bit: 0,
    point: "a",
    code: "PUBLIC_OCCUPATIONAL_HEALTH",
    label: "Public and occupational health",
    publicBodiesOnly: true,
  },
  {
    bit: 1,
    point: "b",
    code: "POLICY_REGULATORY",
    label: "Policy making and regulation",
    publicBodiesOnly: true,
  },
  { bit: 2, point: "c", code: "STATISTICS", label: "Official statistics", publicBodiesOnly: true },
  { bit: 3, point: "d", code: "EDUCATION", label: "Education and teaching", publicBodiesOnly: false },
  { bit: 4, point: "e", code: "SCIENTIFIC_RESEARCH", label: "Scientific research", publicBodiesOnly: false },
  {
    bit: 5,
    point: "e.i",
    code: "DEV_INNOVATION",
    label: "Development and innovation",
    publicBodiesOnly: false,
  },
  {
    bit: 6,
    point: "e.ii",
    code: "ALGORITHMS",
    label: "Training, testing and evaluating algorithms",
    publicBodiesOnly: false,
  },
  { bit: 7, point: "f", code: "IMPROVE_CARE", label: "Improving care", publicBodiesOnly: false },
] as const;

/** Mask with exactly the named purpose (code or point). Throws RangeError for an unknown name. */
export function purposeMask(name: string): number {
  const purpose = PURPOSES.find((candidate) => candidate.code === name || candidate.point === name);
  if (purpose === undefined) throw new RangeError(`unknown purpose ${name}`);
  return 1 << purpose.bit;
}
