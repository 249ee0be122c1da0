import { PURPOSES } from "../../units/purposes.ts";
import type { Applicant } from "./applicationParts.ts";

/**
 * Whether the accelerated procedure of Art. 68(6) applies: a public or Union body with a mandate in public health, and no purpose other than
 * those of Art. 53(1)(a) to (c).
 */
export function isAccelerated(application: {
  readonly applicant: Applicant;
  readonly purposes: readonly string[];
}): boolean {
  const { applicant, purposes } = application;
  return (
    applicant.applicantClass === "public-health-body" &&
    PURPOSES.every(({ code, publicBodiesOnly }) => publicBodiesOnly || !purposes.includes(code))
  );
}
