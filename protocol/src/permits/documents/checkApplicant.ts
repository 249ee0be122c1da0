import { SymbolonError } from "../../errors/SymbolonError.ts";
import { PURPOSES } from "../../units/purposes.ts";
import { type Applicant, isPublicBody } from "./applicationParts.ts";

/** What is looked at in an application or a request. */
type Application = {
  readonly applicant: Applicant;
  readonly purposes: readonly string[];
  readonly optOutException?: object | undefined;
};

/**
 * Whether this applicant may ask for this: purposes (a) to (c) are for public bodies, or for who names the one it acts for (Art. 53(2)); data
 * of persons who opted out are for these too, and for purposes (a) to (c) or (e) alone (Art. 71(4)(a)). Throws E3012.
 */
export function checkApplicant({ applicant, purposes, optOutException }: Application): void {
  const isPublic = isPublicBody(applicant.applicantClass) || applicant.mandate !== undefined;
  const asked = PURPOSES.filter(({ code }) => purposes.includes(code));
  const reserved = asked.find(({ publicBodiesOnly }) => publicBodiesOnly);
  if (reserved !== undefined && !isPublic)
    throw new SymbolonError("E3012", {
      what: `purpose ${reserved.code}`,
      reason: "it is for public bodies, or for who names the public body it acts for (Art. 53(2))",
    });
  if (optOutException === undefined) return;
  if (!isPublic)
    throw new SymbolonError("E3012", {
      what: "the exception from opt-out",
      reason: "it is for public bodies and who acts for them (Art. 71(4)(a))",
    });
  const covered = (point: string) => ["a", "b", "c", "e"].includes(point);
  const other = asked.find(({ point }) => !covered(point));
  if (other !== undefined)
    throw new SymbolonError("E3012", {
      what: "the exception from opt-out",
      reason: `it does not cover purpose ${other.code} (Art. 71(4)(a))`,
    });
}
