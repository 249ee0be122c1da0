import { SymbolonError } from "@symbolon/protocol";
import type { ChainFacts } from "./chainFacts.ts";

/** What a dataset's version published, as far as verification reads it. Amounts in wei; `lane` 0 = commercial, 1 = EHDS. */
export type DatasetVersion = {
  readonly schemaDigest: string;
  readonly catalogueDigest: string;
  readonly consentRoot: string;
  readonly lane: bigint;
  readonly costs: {
    readonly holderWei: bigint;
    readonly computeWei: bigint;
    readonly evaluationWei: bigint;
    readonly accessBodyWei: bigint;
  };
};

/** The published record of one version; later versions stay in the first one's lane. Throws E7005 when no event published it. */
export function datasetVersion(facts: ChainFacts, datasetId: bigint, version: bigint): DatasetVersion {
  const first = facts.all("DatasetPublished").find((event) => event.args.datasetId === datasetId);
  const later = facts
    .all("DatasetVersionPublished")
    .find((event) => event.args.datasetId === datasetId && event.args.version === version);
  const listing = first?.args.listing as DatasetVersion | undefined;
  const record = version === 1n ? listing : (later?.args.newVersion as DatasetVersion | undefined);
  if (listing === undefined || record === undefined)
    throw new SymbolonError("E7005", {
      what: `dataset ${datasetId}`,
      actual: "not published",
      expected: `version ${version}`,
    });
  const { schemaDigest, catalogueDigest, consentRoot, costs } = record;
  return { schemaDigest, catalogueDigest, consentRoot, costs, lane: listing.lane };
}
