import {
  answersRho,
  attestationFault,
  digestOfDocument,
  isLinkedOrder,
  isPrivateOrder,
  isStatisticsOrder,
  type OrderSpec,
  type OrderTerms,
  PURPOSES,
  SymbolonError,
} from "@symbolon/protocol";
import { orderBudget } from "../../privacy/orderBudget.ts";
import { rhoMicroFor } from "../../privacy/rhoMicroFor.ts";

/**
 * Checks that a spec is the one paid for and says what the chain says: chain, datasets, rows, rho, buyer's key, one purpose; that its rho is at most
 * what (epsilon, delta) allow, that under a permit it attests against the prohibited uses, and that neither a high-fidelity file nor an aggregate is asked for under a permit. Throws E4006.
 */
export function checkSpecOfOrder(
  spec: OrderSpec,
  {
    orderId,
    terms,
    chainId,
  }: { readonly orderId: bigint; readonly terms: OrderTerms; readonly chainId: number },
): void {
  const refuse = (reason: string): never => {
    throw new SymbolonError("E4006", { orderId, reason });
  };
  if (digestOfDocument(spec) !== terms.specDigest) refuse("the spec is not in canonical form");
  if (spec.chainId !== chainId) refuse(`the spec is for chain ${spec.chainId}`);
  if (spec.datasetIds.join() !== terms.datasetIds.join())
    refuse("the spec names other datasets than the order");
  if (BigInt(spec.rows) !== terms.rows) refuse("the spec asks for another number of rows than the order");
  if (BigInt(spec.rhoMicro) !== terms.rhoMicro) refuse("the spec's rho is not the rho reserved on chain");
  if (spec.buyerKey !== terms.buyerKey) refuse("the spec names another buyer key than the order");
  if (BigInt(spec.purpose) !== terms.purpose) refuse("the spec names another purpose than the order");
  if (!PURPOSES.some(({ bit }) => spec.purpose === 1 << bit))
    refuse("the purpose is not exactly one purpose of Art. 53");
  if (isPrivateOrder(spec)) {
    const allowedMicro = orderBudget(spec.epsilon, spec.delta).rhoMicro;
    if (terms.rhoMicro > allowedMicro)
      refuse(`rho ${terms.rhoMicro} micro is above the ${allowedMicro} that epsilon and delta allow`);
    if (answersRho(spec, terms.rhoMicro).mainMicro < 1n)
      refuse("rho is zero, or too small to judge the file");
    if (isLinkedOrder(spec) && spec.parts.some(({ datasetId }, i) => datasetId !== spec.datasetIds[i]))
      refuse("its parts are not of its datasets");
    if ((spec.leastDatasets ?? 1) > spec.datasetIds.length) refuse("it wants more datasets than it names");
  } else if (isStatisticsOrder(spec) && spec.release.kind === "private") {
    // Its noise is discrete Gaussian, for which rho alone says everything.
    const allowedMicro = rhoMicroFor(spec.release.epsilon, spec.release.delta);
    if (terms.rhoMicro > allowedMicro)
      refuse(`rho ${terms.rhoMicro} micro is above the ${allowedMicro} that epsilon and delta allow`);
    if (terms.rhoMicro < 1n) refuse("rho is zero");
  } else if (terms.permitId !== 0n) {
    refuse("only differentially private results are made under a data permit");
  }
  const unattested = attestationFault(spec, { ...terms, chainId, account: terms.buyer });
  if (unattested !== null) refuse(unattested);
}
