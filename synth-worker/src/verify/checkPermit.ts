import { SymbolonError } from "@symbolon/protocol";
import type { ChainEvent, ChainFacts } from "./chainFacts.ts";
import { type Check, check, mustEqual } from "./check.ts";
import { datasetVersion } from "./datasetVersion.ts";
import { isBefore } from "./isBefore.ts";

const COMMERCIAL = 0n;

type Decision = {
  holder: string;
  purposesMask: bigint;
  validFrom: bigint;
  validUntil: bigint;
  datasetIds: bigint[];
};

/**
 * EHDS lane: the buyer held a data permit that covered purpose and datasets, stood in the same version from order to finalise, and was
 * neither suspended, revoked nor over then (Regulation (EU) 2025/327 Art. 68). Commercial lane: none was needed.
 */
export function checkPermit(facts: ChainFacts): Check[] {
  const { terms, settlement } = facts.order;
  return [
    check("data permit", () => {
      const lanes = terms.datasetIds.map((id, i) => datasetVersion(facts, id, terms.versions[i]!).lane);
      if (terms.permitId === 0n) {
        mustEqual("datasets used without a permit", lanes.join(), lanes.map(() => COMMERCIAL).join());
        return "none needed: used by consent";
      }
      mustEqual("datasets of the consent lane under a permit", lanes.includes(COMMERCIAL), false);
      const finalised = facts.last("JobFinalised")!;
      const ofPermit = (name: string): ChainEvent[] =>
        facts
          .all(name)
          .filter((event) => event.args.permitId === terms.permitId && isBefore(event, finalised));
      const [issued] = ofPermit("PermitIssued");
      if (issued === undefined)
        throw new SymbolonError("E7005", { what: "data permit", actual: "not issued", expected: "issued" });
      const decision = issued.args.decision as Decision;
      mustEqual("permit's holder", decision.holder, terms.buyer);
      const amended = ofPermit("PermitAmended").at(-1);
      mustEqual("permit's version at finalise", amended?.args.version ?? 1n, terms.permitVersion);
      const { purposesMask, datasetIds } = (amended?.args ?? decision) as Decision;
      if ((purposesMask & terms.purpose) === 0n)
        throw new SymbolonError("E7005", {
          what: "permit's purposes",
          actual: purposesMask,
          expected: `with ${terms.purpose}`,
        });
      const missing = terms.datasetIds.find((datasetId) => !datasetIds.includes(datasetId));
      mustEqual("dataset outside the permit", missing, undefined);
      mustEqual("revocations before finalise", ofPermit("PermitRevoked").length, 0);
      const suspensions = ofPermit("PermitSuspended").length - ofPermit("PermitResumed").length;
      mustEqual("suspensions open at finalise", suspensions, 0);
      const validUntil = (ofPermit("PermitExtended").at(-1)?.args.validUntil ??
        decision.validUntil) as bigint;
      const at = settlement?.settledAt ?? 0n;
      mustEqual("permit valid at finalise", decision.validFrom <= at && at <= validUntil, true);
      return `permit ${terms.permitId} version ${terms.permitVersion} of ${decision.holder} covered purpose and datasets`;
    }),
  ];
}
