import { type Hex, SymbolonError } from "@symbolon/protocol";
import type { Chain } from "./chain.ts";

/** A dataset as the DatasetRegistry keeps it. `provider` (lower case) owns it now; `version` is that of its data, from 1. */
export type Dataset = {
  readonly datasetId: bigint;
  readonly provider: Hex;
  readonly schemaDigest: Hex;
  readonly purposesMask: number;
  readonly version: bigint;
};

/** Reads a dataset. Throws E2006 for one that does not exist. */
export async function readDataset(chain: Chain, datasetId: bigint): Promise<Dataset> {
  const raw = await chain.read<Record<string, unknown>>("datasetRegistry", "datasetOf", datasetId);
  if (Number(raw.status) === 0) throw new SymbolonError("E2006", { datasetId });
  return {
    datasetId,
    provider: (raw.provider as string).toLowerCase() as Hex,
    schemaDigest: raw.schemaDigest as Hex,
    purposesMask: Number(raw.purposesMask),
    version: raw.version as bigint,
  };
}
