import type { EvaluationReport, ReleaseClass } from "@symbolon/protocol";

const PRIVACY = [
  "membership",
  "membership-low-false-positives",
  "singling-out",
  "linkability",
  "inference",
  "exact-copies",
  "near-copies",
  "copying-alarm",
];

/** The verdict for somebody who is no statistician: whether the file may be handed out, and what it is good for. */
export function verdictWords(
  checks: EvaluationReport["verdict"]["checks"],
  { releaseClass, isHeldOut }: { readonly releaseClass: ReleaseClass; readonly isHeldOut: boolean },
): string {
  const failed = checks.filter((check) => !check.passed);
  const leaks = failed.filter(({ id }) => PRIVACY.includes(id));
  const unlike = failed.filter(({ id }) => !PRIVACY.includes(id));
  const privacy = !isHeldOut
    ? "Whether patients could be recognised could not be judged, because no held-out records were given."
    : leaks.some(({ value }) => value === null)
      ? "Whether patients could be recognised could not be judged: there are too few records."
      : leaks.length > 0
        ? "Do not hand this file out: patients of the original could be recognised in it."
        : releaseClass === "private"
          ? "No attack that was tried recognises a patient, and a proof limits every other one."
          : "No attack that was tried recognises a patient. There is no proof that none could.";
  const use =
    unlike.length === 0
      ? "It is like the original in what was compared."
      : "It differs from the original in ways that change results.";
  return `${privacy} ${use}`;
}
