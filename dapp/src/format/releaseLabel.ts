const LABELS = { private: "Private", "high-fidelity": "High fidelity", statistics: "Aggregate" } as const;

/** Reader's word for a release class. */
export function releaseLabel(kind: keyof typeof LABELS): string {
  return LABELS[kind];
}
