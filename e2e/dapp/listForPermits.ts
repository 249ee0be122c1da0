import { DatasetRegistryAbi } from "@symbolon/protocol/abi/DatasetRegistry";
import { Contract, type Signer, ZeroHash } from "ethers";

/** Lists what dataset 1 describes once more, of `provider`, in the EHDS lane: at cost (40 SYM in four parts), for holders of a permit only. */
export async function listForPermits(datasetRegistry: string, provider: Signer): Promise<void> {
  const registry = new Contract(datasetRegistry, DatasetRegistryAbi, provider);
  const like = await registry.getFunction("datasetOf").staticCall(1n);
  const sym = 10n ** 18n;
  const costs = {
    holderWei: 20n * sym,
    computeWei: 12n * sym,
    evaluationWei: 5n * sym,
    accessBodyWei: 3n * sym,
  };
  const published = await registry.getFunction("publish").send({
    catalogueDigest: like.catalogueDigest,
    schemaDigest: like.schemaDigest,
    licenceHash: like.licenceHash,
    consentRoot: ZeroHash,
    priceWei: 40n * sym,
    rowPriceWei: 0n,
    renewalBps: 0,
    rhoCapMicro: 500_000n,
    rhoPerBuyerMicro: 0n,
    purposesMask: like.purposesMask,
    categoryCode: like.categoryCode,
    lane: 1,
    costs,
  });
  await published.wait();
}
