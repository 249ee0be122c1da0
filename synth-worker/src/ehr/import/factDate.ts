import type { PartialDate } from "../dates/readDate.ts";
import type { KeptReference } from "../fhir/keptShapes.ts";
import { referenceKey } from "../fhir/referenceKey.ts";
import type { PersonContext } from "./importContext.ts";

/** The visit a resource names, when it is one of this person's. */
export function visitOf(
  context: PersonContext,
  reference: KeptReference | undefined,
): { readonly id: number; readonly start: PartialDate } | undefined {
  const key = referenceKey(reference?.reference);
  return key === undefined ? undefined : context.visits.get(key);
}

/** When something was: by the first readable of its own dates, else by its encounter's start, which is counted as inferred; null when neither is known. */
export function factDate(
  context: PersonContext,
  resourceType: string,
  texts: readonly (string | undefined)[],
  encounter: KeptReference | undefined,
): PartialDate | null {
  for (const text of texts) {
    const date = context.date(text);
    if (date !== null) return date;
    if (text !== undefined) context.tally.drop(`${resourceType} (not a date)`);
  }
  const visit = visitOf(context, encounter);
  if (visit === undefined) return null;
  context.tally.infer(`${resourceType}: date of its encounter`);
  return visit.start;
}

/** Makes a day part of the person's observed time. */
export function extendSpan(context: PersonContext, ...dates: readonly (PartialDate | null)[]): void {
  for (const date of dates) {
    if (date === null) continue;
    context.span.first = Math.min(context.span.first, date.day);
    context.span.last = Math.max(context.span.last, date.day);
  }
}
