import { SYSTEM } from "../fhir/codes.ts";
import type { KeptConcept } from "../fhir/keptShapes.ts";
import { CONCEPT } from "../omop/conceptIds.ts";
import { writeSourceValue } from "../omop/sourceValue.ts";
import { VOCABULARY_URIS } from "../omop/vocabularyUris.ts";
import type { PersonContext } from "./importContext.ts";

/** A code as OMOP keeps it: the standard concept, 0 for none, and the code as it came. */
export type Coded = {
  readonly conceptId: number;
  readonly source: string | undefined;
  readonly code: { readonly system?: string | undefined; readonly code: string } | undefined;
};

const KNOWN = new Set(VOCABULARY_URIS.values());

/**
 * One coding of several, for the element `path`: the first that has a standard concept, else the first of a system OMOP has an id for, else the first; the
 * others are counted as dropped. A coding of OMOP's own system gives the concept itself. null when no coding can be kept.
 */
export function coded(
  context: Pick<PersonContext, "names" | "tally" | "conceptOf">,
  path: string,
  concept: KeptConcept | undefined,
): Coded | null {
  const { names, tally, conceptOf } = context;
  const resourceType = path.slice(0, path.indexOf("."));
  let own = CONCEPT.none as number;
  let best: { rank: number; conceptId: number; source: string; system: string | undefined; code: string } | null =
    null;
  const leave = (system: string | undefined) => {
    tally.code(resourceType, system, "dropped");
    tally.drop(`${path}.coding (not the one kept)`);
  };
  for (const { system, code } of concept?.coding ?? []) {
    if (code === undefined) continue;
    if (system === SYSTEM.omop) {
      if (own === CONCEPT.none && /^\d{1,10}$/.test(code)) own = Number(code);
      continue;
    }
    const source = writeSourceValue({ system, code }, names);
    const conceptId = conceptOf(system, code) ?? CONCEPT.none;
    const rank = conceptId !== CONCEPT.none ? 2 : system !== undefined && KNOWN.has(system) ? 1 : 0;
    if (source === undefined || (best !== null && best.rank >= rank)) leave(system);
    else {
      if (best !== null) leave(best.system);
      best = { rank, conceptId, source, system, code };
    }
  }
  if (best === null)
    return own === CONCEPT.none ? null : { conceptId: own, source: undefined, code: undefined };
  const conceptId = own === CONCEPT.none ? best.conceptId : own;
  tally.code(resourceType, best.system, conceptId === CONCEPT.none ? "source" : "mapped");
  return { conceptId, source: best.source, code: { system: best.system, code: best.code } };
}
