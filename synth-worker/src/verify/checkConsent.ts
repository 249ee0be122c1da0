import { SymbolonError } from "@symbolon/protocol";
import type { ChainFacts } from "./chainFacts.ts";
import { type Check, check, mustEqual } from "./check.ts";
import { datasetVersion } from "./datasetVersion.ts";
import { isBefore } from "./isBefore.ts";
import { isDropped } from "./isDropped.ts";

const WITHDRAWALS = ["ConsentWithdrawn", "ConsentKeyWithdrawn", "ConsentsWithdrawn"];

/**
 * Commercial lane: every dataset had a consent root or admitted grants, and nobody withdrew between claim and finalise. EHDS lane: the job
 * pinned the opt-out list that binds its permit (Regulation (EU) 2025/327 Art. 71(3)). In both the provider had not suspended the basis.
 * A dataset that was left out before anything was measured does not matter any more.
 */
export function checkConsent(facts: ChainFacts): Check[] {
  const { terms } = facts.order;
  return [
    check("consent", () => {
      const finalised = facts.last("JobFinalised")!;
      for (const [i, datasetId] of terms.datasetIds.entries()) {
        if (isDropped(facts, i)) continue;
        const suspension = facts
          .all("ConsentBasisSuspended")
          .findLast((event) => event.args.datasetId === datasetId && isBefore(event, finalised));
        mustEqual(
          `basis of dataset ${datasetId} suspended at finalise`,
          suspension?.args.suspended ?? false,
          false,
        );
      }
      return terms.permitId === 0n ? consentKept(facts) : optOutsKept(facts);
    }),
  ];
}

function consentKept(facts: ChainFacts): string {
  const { terms } = facts.order;
  const claimed = facts.last("JobClaimed")!;
  const finalised = facts.last("JobFinalised")!;
  const bases = terms.datasetIds.map((datasetId, i) => {
    if (isDropped(facts, i)) return "left out";
    const isOfDataset = (event: { args: Record<string, unknown> }) => event.args.datasetId === datasetId;
    const { consentRoot } = datasetVersion(facts, datasetId, terms.versions[i]!);
    const anchored = facts
      .all("ConsentRootAnchored")
      .find((event) => isOfDataset(event) && isBefore(event, claimed));
    const granted = facts
      .all("ConsentAdmitted")
      .filter((event) => isOfDataset(event) && isBefore(event, claimed));
    const root = BigInt(consentRoot) === 0n ? anchored?.args.root : consentRoot;
    if (root === undefined && granted.length === 0)
      throw new SymbolonError("E7005", {
        what: `consent basis of dataset ${datasetId}`,
        actual: "none before the claim",
        expected: "a root or an admitted grant",
      });
    const epoch = WITHDRAWALS.flatMap((name) => facts.all(name))
      .filter((event) => isOfDataset(event) && isBefore(event, finalised))
      .reduce((most, event) => max(most, event.args.consentEpoch as bigint), 0n);
    mustEqual(`consent epoch of dataset ${datasetId} at finalise`, epoch, facts.job.record.consentEpochs[i]);
    return root === undefined ? `${granted.length} grants` : `${String(root).slice(0, 10)}…`;
  });
  return `roots ${bases.join(" and ")}, epochs unchanged from claim to finalise`;
}

function optOutsKept(facts: ChainFacts): string {
  const { terms } = facts.order;
  const issued = facts.all("PermitIssued").find((event) => event.args.permitId === terms.permitId);
  const indices = terms.datasetIds.map((datasetId, i) => {
    if (isDropped(facts, i)) return "left out";
    // Anchored by the time of approval, so in its block or an earlier one.
    const index = facts
      .all("OptOutRootAnchored")
      .filter((event) => event.args.datasetId === datasetId && event.block <= (issued?.block ?? -1))
      .reduce((most, event) => max(most, event.args.index as bigint), 0n);
    mustEqual(`opt-out list of dataset ${datasetId}`, facts.job.record.consentEpochs[i], index);
    return index;
  });
  const decision = issued?.args.decision as { readonly optOutException: boolean } | undefined;
  const lists = `opt-out lists ${indices.join(" and ")}`;
  return decision?.optOutException === true
    ? `${lists} do not bind the permit, which is excepted (Art. 71(4))`
    : `${lists} bind the permit`;
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
