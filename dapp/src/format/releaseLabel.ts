/** Reader's word for a release class. */
export function releaseLabel(kind: "private" | "high-fidelity"): string {
  return kind === "private" ? "Private" : "High fidelity";
}
