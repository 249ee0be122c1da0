import { attestUse, type Hex, type OrderSpec } from "@symbolon/protocol";

/**
 * An order's spec with the account's statement that it is for no prohibited use (Art. 54 of Regulation (EU) 2025/327), which the signature of
 * the order covers; as it is in the commercial lane (`permitId` 0), which has none.
 */
export function attested(
  spec: OrderSpec,
  { account, permitId }: { readonly account: Hex; readonly permitId: bigint },
): OrderSpec {
  if (permitId === 0n) return spec;
  const job = {
    chainId: spec.chainId,
    account,
    permitId,
    datasetIds: spec.datasetIds.map(BigInt),
    purpose: BigInt(spec.purpose),
  };
  return { ...spec, useAttestation: attestUse(job) };
}
