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
  const codings = (concept?.coding ?? []).flatMap(({ system, code }) =>
    code === undefined ? [] : [{ system, code }],
  );
  const omop = codings.find(({ system, code }) => system === SYSTEM.omop && /^\d{1,10}$/.test(code));
  const own = omop === undefined ? CONCEPT.none : Number(omop.code);
  const ranked = codings
    .filter(({ system }) => system !== SYSTEM.omop)
    .map(({ system, code }) => ({ system, code, standard: conceptOf(system, code) ?? CONCEPT.none }))
    .sort((a, b) => rankOf(b) - rankOf(a));
  let kept: Coded | null =
    own === CONCEPT.none ? null : { conceptId: own, source: undefined, code: undefined };
  for (const { system, code, standard } of ranked) {
    const source = kept?.code === undefined ? writeSourceValue({ system, code }, names) : undefined;
    if (source === undefined) {
      tally.code(resourceType, system, "dropped");
      tally.drop(`${path}.coding (not the one kept)`);
      continue;
    }
    const conceptId = own === CONCEPT.none ? standard : own;
    tally.code(resourceType, system, conceptId === CONCEPT.none ? "source" : "mapped");
    kept = { conceptId, source, code: { system, code } };
  }
  return kept;
}

function rankOf({
  system,
  standard,
}: {
  readonly system: string | undefined;
  readonly standard: number;
}): number {
  return standard !== CONCEPT.none ? 2 : system !== undefined && KNOWN.has(system) ? 1 : 0;
}
