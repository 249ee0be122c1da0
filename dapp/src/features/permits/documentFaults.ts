import {
  AccessApplication,
  type AccessBody,
  checkApplicant,
  DataRequest,
  HEALTH_CATEGORIES,
  SymbolonError,
} from "@symbolon/protocol";
import type { CaseLane } from "../../data/gateway/permitTypes.ts";

/** What keeps a document from being handed in: the fault of each place in it, in the words of the protocol's schema. */
export type DocumentFaults = ReadonlyMap<string, string>;

/**
 * Checks a document as the gateway will: the protocol's schema, who may ask for what (Art. 53(2), 71(4)), an access body for every country, and
 * stricter national rules (Art. 51(4)). Places are dotted paths, as in the gateway's own message. Example: `applicant.legalName`.
 */
export function documentFaults(
  lane: CaseLane,
  document: Readonly<Record<string, unknown>>,
  bodies: readonly AccessBody[],
): DocumentFaults {
  const faults = new Map<string, string>();
  const parsed = lane === "permit" ? AccessApplication.safeParse(document) : DataRequest.safeParse(document);
  for (const { path, message } of parsed.error?.issues ?? []) {
    const place = path.map(String).join(".");
    if (!faults.has(place)) faults.set(place, message);
  }
  if (!parsed.success) return faults;
  const { data } = parsed.data;
  try {
    checkApplicant(parsed.data);
  } catch (error) {
    if (!(error instanceof SymbolonError)) throw error;
    const { what } = error.toJSON();
    faults.set(what.includes("opt-out") ? "optOutException" : "purposes", what);
  }
  const hasEthics = "ethics" in parsed.data && parsed.data.ethics !== undefined;
  data.forEach(({ country, categories }, i) => {
    const body = bodies.find((each) => each.country === country);
    if (body === undefined)
      faults.set(`data.${i}.country`, `No access body of ${country} has registered here.`);
    const rule = body?.nationalRules.find(({ category }) => categories.includes(category));
    if (rule === undefined || hasEthics) return;
    const label = HEALTH_CATEGORIES.find(({ point }) => point === rule.category)?.label ?? rule.category;
    faults.set(
      "ethics",
      `National law of ${country} asks for an ethics document for: ${label} (Art. 51(4)).`,
    );
  });
  return faults;
}
