import type { EvaluationReport, ReleaseClass } from "@symbolon/protocol";

/** What an evaluation cannot say, in plain sentences: what holds for every one, and what this one lacked. */
export function limitsOf(
  { utility, privacy }: Pick<EvaluationReport, "utility" | "privacy">,
  context: { readonly releaseClass: ReleaseClass; readonly isHeldOut: boolean; readonly records: number },
): string[] {
  const { releaseClass, isHeldOut, records } = context;
  const out: string[] = [];
  if (!isHeldOut)
    out.push(
      "No held-out records were given. Real records were split in two by position to say how alike real halves are; attacks need records that the generator never saw and were left out.",
    );
  if (releaseClass !== "private")
    out.push(
      "The file has no proof of privacy: an attack that was not tried may succeed where these failed.",
    );
  if (isHeldOut && records < 500)
    out.push(
      `The comparison rests on ${roundedDown(records)} held-out records: small differences cannot be seen.`,
    );
  if (isHeldOut && !privacy.membership.some(({ attack }) => attack === "shadow models"))
    out.push("Attacks that retrain the generator (shadow models) were not run.");
  if (utility.tasks.length === 0)
    out.push("No column could be predicted, so usefulness for models is unknown.");
  out.push(
    "Results from one synthetic file understate uncertainty: analyses need several draws and combining rules.",
    "Distances to the closest record are shown and decide nothing.",
  );
  return out;
}

/** To tens: the number of held-out records itself says little about anybody, and exactness adds nothing. */
function roundedDown(records: number): string {
  return records < 10 ? "fewer than 10" : `about ${Math.floor(records / 10) * 10}`;
}
