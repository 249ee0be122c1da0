import type { OrderSpec } from "../messages/orderSpec.ts";
import { attestUse, type PermitJob } from "../permits/documents/attestUse.ts";

/**
 * Why a spec does not attest against the prohibited uses as its order needs (Regulation (EU) 2025/327 Art. 54); null where it does. An order
 * under a permit (`permitId` not 0) has the attestation of exactly this job, any other order has none.
 */
export function attestationFault(spec: Pick<OrderSpec, "useAttestation">, job: PermitJob): string | null {
  const { useAttestation: given } = spec;
  if (job.permitId === 0n)
    return given === undefined
      ? null
      : "it attests against prohibited uses, which only an order under a permit does";
  if (given === undefined) return "it does not attest against the five prohibited uses (Art. 54)";
  return given === attestUse(job)
    ? null
    : "its attestation against prohibited uses (Art. 54) is of another job";
}
