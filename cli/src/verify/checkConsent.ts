import type { ChainFacts } from "./chainFacts.ts";
import { type Check, check, mustEqual } from "./check.ts";

/** Every dataset had a consent root anchored, and no consent was withdrawn between claim and finalise. */
export function checkConsent(facts: ChainFacts): Check[] {
  return [
    check("consent", () => {
      const claimed = facts.last("JobClaimed")!;
      const finalised = facts.last("JobFinalised")!;
      const epochs = [...(claimed.args.consentEpochs as bigint[])];
      const roots = facts.order.datasetIds.map((datasetId, i) => {
        const root = facts
          .all("ConsentRootAnchored")
          .find((event) => event.args.datasetId === datasetId && event.block <= claimed.block);
        mustEqual(`consent root of dataset ${datasetId}`, root !== undefined, true);
        const withdrawn = facts
          .all("ConsentWithdrawn")
          .filter((event) => event.args.datasetId === datasetId && event.block <= finalised.block);
        mustEqual(
          `consent epoch of dataset ${datasetId} at finalise`,
          withdrawn.at(-1)?.args.consentEpoch ?? 0n,
          epochs[i],
        );
        return `${String(root!.args.root).slice(0, 10)}…`;
      });
      return `roots ${roots.join(" and ")}, epochs unchanged from claim to finalise`;
    }),
  ];
}
