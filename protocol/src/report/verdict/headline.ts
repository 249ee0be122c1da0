import type { EvaluationReport } from "../../messages/evaluationReport.ts";

/** The verdict as an answer to "may this file be used and handed out?", and what its release class means. */
export function headline({ verdict, releaseClass, privacy }: EvaluationReport): {
  readonly answer: string;
  readonly sentence: string;
  /** What an answer of yes leaves open. */
  readonly caveat: string | null;
  readonly proof: string;
} {
  const { proof } = privacy;
  const proved =
    proof === null
      ? "No proof (epsilon: none)"
      : `Epsilon ${plain(proof.epsilon)}, delta ${plain(proof.delta)}`;
  if (!verdict.passed)
    return {
      answer: "No.",
      sentence: "This file should not be used or handed out.",
      caveat: null,
      proof: proved,
    };
  if (proof !== null && releaseClass === "private")
    return { answer: "Yes.", sentence: "This file may be used and handed out.", caveat: null, proof: proved };
  return {
    answer: "Yes, with care.",
    sentence: "This file may be used where its owner allows it.",
    caveat: "Nobody has proved that it is private.",
    proof: proved,
  };
}

/** A number as it is written, exponents and all. */
function plain(value: number): string {
  return String(value);
}
