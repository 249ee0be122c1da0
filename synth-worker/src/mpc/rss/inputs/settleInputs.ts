import { digestOfDocument, type Hex } from "@symbolon/protocol";

/** What one node found: each dataset's commitments, or null when its package was missing or did not match them. */
export type InputReport = Readonly<Record<string, readonly Hex[] | null>>;

/** Which datasets a computation uses. */
export type SettledInputs = {
  readonly accepted: readonly string[];
  readonly refused: readonly { readonly datasetId: string; readonly reason: string }[];
  /** Digest of the accepted datasets with their commitments: what the parties agree on before they compute. */
  readonly digest: Hex;
};

/**
 * The two holders of each share compare their hashes: a dataset is accepted when all three nodes checked their shares against the same
 * commitments, so that every share is one value at both its holders. A hospital that signed different commitments, or a package that
 * does not match, is named and left out. Run the result through `agree`: nodes that were told different reports stop there.
 * `reports` in the nodes' order.
 */
export function settleInputs(datasetIds: readonly string[], reports: readonly InputReport[]): SettledInputs {
  const accepted: string[] = [];
  const refused: { datasetId: string; reason: string }[] = [];
  const used: Record<string, readonly Hex[]> = {};
  for (const datasetId of datasetIds) {
    const found = reports.map((report) => (Object.hasOwn(report, datasetId) ? report[datasetId]! : null));
    const first = found[0];
    const without = found.indexOf(null);
    if (without >= 0 || first === null || first === undefined) {
      refused.push({ datasetId, reason: `node ${without} has no shares that match their commitments` });
    } else if (found.some((commitments) => commitments!.join() !== first.join())) {
      refused.push({ datasetId, reason: "its hospital signed different commitments for different nodes" });
    } else {
      accepted.push(datasetId);
      used[datasetId] = first;
    }
  }
  return {
    accepted,
    refused,
    digest: digestOfDocument({ format: "symbolon/rss-inputs/1", datasetIds, used }),
  };
}
