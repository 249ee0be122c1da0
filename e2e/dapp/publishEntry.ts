import assert from "node:assert/strict";
import {
  buildCatalogueEntry,
  type CatalogueEntryInput,
  type DatasetSchema,
  digestOfBytes,
  digestOfDocument,
  type Hex,
} from "@symbolon/protocol";
import { DatasetRegistryAbi } from "@symbolon/protocol/abi/DatasetRegistry";
import type { HDNodeWallet } from "ethers";
import { Contract, type JsonRpcProvider, type Wallet, ZeroHash } from "ethers";
import type { Stack } from "../../scripts/demo/startStack.ts";

const SYM = 10n ** 18n;

/** What a test says about a dataset: parts of its entry, and its terms on chain. */
export type EntryToPublish = Partial<CatalogueEntryInput> & {
  readonly identifier: string;
  readonly title: string;
  readonly schema: DatasetSchema;
  readonly priceSym?: bigint;
  readonly rhoCapMicro?: bigint;
  readonly isEhds?: boolean;
};

/**
 * Lists a dataset that has an entry and no records: pins the entry through the gateway's import and publishes it from `owner`. Good for whatever
 * is read, not for orders.
 */
export async function publishEntry(
  { deployment, gatewayUrl }: Pick<Stack, "deployment" | "gatewayUrl">,
  chain: JsonRpcProvider,
  owner: HDNodeWallet | Wallet,
  { priceSym = 10n, rhoCapMicro = 500_000n, isEhds = false, ...said }: EntryToPublish,
): Promise<void> {
  const input: CatalogueEntryInput = {
    description: "Records of one hospital.",
    keywords: ["registry"],
    publisher: { name: "Hospital", contact: { email: "data@hospital.example" } },
    hdab: { name: "Access body", contact: { page: "https://hdab.example/" } },
    categoryCode: 11,
    purposesMask: 0b0101_0000,
    records: 1500,
    populationCoverage: "Adults of one region",
    legalBasis: "Consent",
    provenance: "Clinical database",
    licence: "https://creativecommons.org/licenses/by/4.0/",
    accessUrl: "https://symbolon.example/",
    ...said,
  };
  const response = await fetch(`${gatewayUrl}/catalogue/import`, {
    method: "POST",
    headers: { "content-type": "application/ld+json" },
    body: JSON.stringify(buildCatalogueEntry(input)),
  });
  const answer = (await response.json()) as { datasets: { digest: Hex }[] };
  assert.equal(response.status, 200, JSON.stringify(answer));
  const costs = isEhds ? priceSym * SYM : 0n;
  const registry = new Contract(
    deployment.contracts.datasetRegistry,
    DatasetRegistryAbi,
    owner.connect(chain),
  );
  const sent = await registry.getFunction("publish").send({
    catalogueDigest: answer.datasets[0]!.digest,
    schemaDigest: digestOfDocument(input.schema),
    licenceHash: digestOfBytes(new TextEncoder().encode(input.licence)),
    consentRoot: isEhds ? ZeroHash : digestOfBytes(new TextEncoder().encode(input.identifier)),
    priceWei: priceSym * SYM,
    rowPriceWei: 0n,
    renewalBps: 0,
    rhoCapMicro,
    rhoPerBuyerMicro: 0n,
    purposesMask: input.purposesMask,
    categoryCode: input.categoryCode,
    lane: Number(isEhds),
    costs: { holderWei: costs, computeWei: 0n, evaluationWei: 0n, accessBodyWei: 0n },
  });
  await sent.wait();
}
