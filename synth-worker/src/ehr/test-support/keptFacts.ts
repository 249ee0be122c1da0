type Json = Record<string, unknown>;
type Coding = { system?: string; code?: string };
type Concept = { coding?: Coding[] };
type Dates = (text: string | undefined) => string | undefined;

const KNOWN = /snomed|loinc|rxnorm|icd|cancerstaging|ActCode/;
const INTENT = "mcode-procedure-intent";
const HISTOLOGY = "mcode-histology-morphology-behavior";

/**
 * What documents promise to keep of a patient's resources (docs/EHR.md), read straight off the JSON, resource by resource, independent of the mappers: one text
 * per resource, sorted. References are replaced by what they lead to. `dates` is what has to have become of a date.
 */
export function keptFacts(resources: readonly Json[], dates: Dates): string[] {
  const byKey = new Map(resources.map((resource) => [`${resource.resourceType}/${resource.id}`, resource]));
  const medications = byKey;
  return resources
    .filter(({ resourceType }) => resourceType !== "Medication")
    .map((resource) => JSON.stringify(sorted(factsOf(resource)), (_, value) => value))
    .sort();

  function factsOf(r: Json): Json {
    const head = { type: r.resourceType };
    switch (r.resourceType) {
      case "Patient":
        return {
          ...head,
          gender: r.gender,
          deceased:
            r.deceasedDateTime === undefined ? (r.deceasedBoolean ?? false) : dates(text(r.deceasedDateTime)),
        };
      case "Encounter":
        return { ...head, class: codeOf({ coding: [r.class as Coding] }), ...period(r.period as Json) };
      case "Condition":
        return {
          ...head,
          isCancer: profiles(r).some((profile) => profile.includes("primary-cancer")),
          clinical: codeOf(r.clinicalStatus),
          verification: codeOf(r.verificationStatus),
          code: codeOf(r.code),
          sites: ((r.bodySite ?? []) as Concept[]).map(codeOf),
          histology: extension(r, HISTOLOGY),
          onset: dates(text(r.onsetDateTime) ?? text((r.onsetPeriod as Json | undefined)?.start)),
          abated: dates(text(r.abatementDateTime)),
          recorded: dates(text(r.recordedDate)),
          encounter: encounterOf(r.encounter),
          stages: ((r.stage ?? []) as Json[]).map(({ summary }) => codeOf(summary)),
        };
      case "Observation":
        return {
          ...head,
          category: ((r.category ?? []) as Concept[]).map(codeOf),
          code: codeOf(r.code),
          method: codeOf(r.method),
          focus: ((r.focus ?? []) as Json[]).map(({ reference }) => codeOf(find(reference)?.code)),
          encounter: encounterOf(r.encounter),
          when: dates(
            text(r.effectiveDateTime) ??
              text((r.effectivePeriod as Json | undefined)?.start) ??
              text(r.effectiveInstant),
          ),
          ...factsOfValue(r),
          parts: ((r.component ?? []) as Json[]).map((part) => ({
            code: codeOf(part.code),
            ...factsOfValue(part),
          })),
        };
      case "Procedure":
        return {
          ...head,
          code: codeOf(r.code),
          intent: extension(r, INTENT),
          sites: ((r.bodySite ?? []) as Concept[]).map(codeOf),
          encounter: encounterOf(r.encounter),
          ...period((r.performedPeriod ?? { start: r.performedDateTime }) as Json),
        };
      case "MedicationRequest": {
        const dispense = (r.dispenseRequest ?? {}) as Json;
        return {
          ...head,
          code: medicationOf(r),
          isStopped: r.status === "stopped",
          route: codeOf(((r.dosageInstruction ?? []) as Json[])[0]?.route),
          encounter: encounterOf(r.encounter),
          start: dates(text(r.authoredOn)),
          end: dates(text((dispense.validityPeriod as Json | undefined)?.end)),
          refills: dispense.numberOfRepeatsAllowed,
          quantity: quantityOf(dispense.quantity),
          days: (dispense.expectedSupplyDuration as Json | undefined)?.value,
        };
      }
      case "MedicationAdministration": {
        const dosage = (r.dosage ?? {}) as Json;
        return {
          ...head,
          code: medicationOf(r),
          isStopped: r.status === "stopped",
          route: codeOf(dosage.route),
          dose: quantityOf(dosage.dose),
          encounter: encounterOf(r.context),
          ...period((r.effectivePeriod ?? { start: r.effectiveDateTime }) as Json),
        };
      }
      default:
        throw new RangeError(`no promise about ${r.resourceType}`);
    }
  }

  function period({ start, end }: Json): Json {
    const from = dates(text(start));
    const to = text(end);
    // An end that is known as the start's own month moves with the start.
    const isOwn = to !== undefined && to.length < 10 && text(start)?.startsWith(to);
    return { start: from, end: isOwn ? from?.slice(0, to.length) : dates(to) };
  }

  function find(reference: unknown): Json | undefined {
    return byKey.get(String(reference).replace(/^.*?([A-Z]\w+\/[\w.-]+).*$/, "$1"));
  }

  function encounterOf(reference: unknown): unknown {
    const encounter = find((reference as Json | undefined)?.reference);
    return encounter === undefined ? undefined : dates(text((encounter.period as Json | undefined)?.start));
  }

  function medicationOf(r: Json): unknown {
    const reference = text((r.medicationReference as Json | undefined)?.reference);
    if (reference === undefined) return codeOf(r.medicationCodeableConcept);
    const inside = ((r.contained ?? []) as Json[]).find(({ id }) => reference === `#${id}`);
    return codeOf((inside ?? medications.get(reference))?.code);
  }
}

function codeOf(concept: unknown): string | undefined {
  const codings = (concept as Concept | undefined)?.coding ?? [];
  const chosen = codings.find(({ system }) => KNOWN.test(system ?? "")) ?? codings[0];
  return chosen === undefined ? undefined : `${chosen.system ?? ""}|${chosen.code}`;
}

function factsOfValue(r: Json): Json {
  const range = ((r.referenceRange ?? []) as Json[])[0];
  return {
    number: quantityOf(r.valueQuantity),
    integer: r.valueInteger,
    flag: r.valueBoolean,
    coded: codeOf(r.valueCodeableConcept),
    low: (range?.low as Json | undefined)?.value,
    high: (range?.high as Json | undefined)?.value,
  };
}

function quantityOf(quantity: unknown): unknown {
  if (quantity === undefined) return undefined;
  const { value, comparator, unit, system, code } = quantity as Json;
  return [value, comparator, system, code ?? unit];
}

function extension(r: Json, name: string): string | undefined {
  const found = ((r.extension ?? []) as Json[]).find(({ url }) => String(url).endsWith(name));
  return codeOf(found?.valueCodeableConcept);
}

function profiles(r: Json): string[] {
  return ((r.meta as Json | undefined)?.profile ?? []) as string[];
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function sorted(facts: Json): Json {
  return Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
