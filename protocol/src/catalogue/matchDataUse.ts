import type { DataUseRequest, DataUseTerm } from "./dataUse.ts";
import { DUO_TERMS, type DuoTerm } from "./duoTerms.ts";

/** What one term says to a request. `binding` is false in the EHDS lane, where a holder may not refuse on it (Art. 60(1)): it is shown, not enforced. */
export type DataUseFinding = {
  readonly duo: string;
  readonly label: string;
  readonly fits: boolean;
  readonly binding: boolean;
  readonly why: string;
};

/** Whether data may be used as asked, and what each term says. */
export type DataUseMatch = { readonly allowed: boolean; readonly findings: readonly DataUseFinding[] };

/** A condition met by a request: the values are the term's; `others` are the other terms' ids. */
type Rule = (request: DataUseRequest, values: readonly string[], others: ReadonlySet<string>) => boolean;

const RESEARCH = ["biomedical", "ancestry", "methods", "otherResearch"];
const only = (request: DataUseRequest, allowed: readonly string[], others: ReadonlySet<string>) =>
  request.purposes.length > 0 &&
  request.purposes.every(
    // Clinical care is allowed beside a permission by its own term.
    (purpose) => allowed.includes(purpose) || (purpose === "clinicalCare" && others.has("DUO:0000043")),
  );
const within = (asked: readonly string[], values: readonly string[]) =>
  asked.length > 0 && asked.every((value) => values.includes(value));

/** One rule for each term that can be on a dataset, after the definitions of duo.csv. */
const RULES: Readonly<Record<string, Rule>> = {
  NRES: (request) => request.purposes.length > 0,
  GRU: (request, _, others) => only(request, RESEARCH, others),
  HMB: (request, _, others) => only(request, ["biomedical", "methods"], others),
  DS: (request, values, others) =>
    only(request, ["biomedical", "methods"], others) && within(request.diseases, values),
  POA: (request, _, others) => only(request, ["ancestry"], others),
  RS: (request, values) => within(request.researchTypes, values),
  NMDS: (request) => !request.purposes.includes("methods"),
  GSO: (request) => request.genetic,
  NPUNCU: (request) => request.organisation.notForProfit && !request.commercial,
  PUB: (request) => request.publishesOn !== null,
  COL: (request) => request.collaborates,
  IRB: (request) => request.hasEthicsApproval,
  GS: (request, values) => within(request.regions, values),
  MOR: (request, [date = ""]) => request.publishesOn === null || request.publishesOn >= date,
  TS: (request, [months]) => request.months <= Number(months),
  US: (request, values) => values.includes(request.user),
  PS: (request, values) => values.includes(request.project),
  IS: (request, values) => values.includes(request.organisation.id),
  RTN: (request) => request.returnsResults,
  CC: () => true,
  NPOA: (request) => !request.purposes.includes("ancestry"),
  NPU: (request) => request.organisation.notForProfit,
  NCU: (request) => !request.commercial,
};

/**
 * Compares a request with the Data Use Ontology terms of a dataset. Allowed when there is exactly one permission and every term fits; in the EHDS
 * lane always, as the terms do not bind there. A term that is unknown, groups others only, or lacks its value fits nothing: silence is no permission. Without terms
 * in the commercial lane nothing is allowed by them.
 */
export function matchDataUse(
  terms: readonly DataUseTerm[],
  request: DataUseRequest,
  lane: "COMMERCIAL" | "EHDS",
): DataUseMatch {
  const binding = lane === "COMMERCIAL";
  const ids = new Set(terms.map(({ duo }) => duo));
  const findings = terms.map(({ duo, values }): DataUseFinding => {
    const term = DUO_TERMS.find(({ id }) => id === duo);
    const label = term?.label ?? "unknown term";
    const fault = faultOf(term, values);
    if (fault !== null) return { duo, label, fits: false, binding, why: fault };
    const fits = RULES[term!.short]!(request, values, ids);
    return { duo, label, fits, binding, why: fits ? "the request fits" : "the request does not fit" };
  });
  const permissions = DUO_TERMS.filter(({ id, kind }) => kind === "permission" && ids.has(id)).length;
  return { allowed: !binding || (permissions === 1 && findings.every(({ fits }) => fits)), findings };
}

function faultOf(term: DuoTerm | undefined, values: readonly string[]): string | null {
  if (term === undefined) return "this term is not of the Data Use Ontology";
  if (term.kind === "root") return "this term groups others and says nothing about use";
  if (term.value !== null && values.length === 0) return `the term needs a ${term.value}`;
  if (term.short === "TS" && !/^\d{1,4}$/.test(values[0]!))
    return "the number of months is not a whole number";
  if (term.short === "MOR" && !/^\d{4}-\d\d-\d\d$/.test(values[0]!)) return "the date is not YYYY-MM-DD";
  return null;
}
