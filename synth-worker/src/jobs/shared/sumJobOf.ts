import { splitRho } from "@symbolon/protocol";
import type { MpcJob } from "../../mpc/mpcJob.ts";
import { noiseVarianceFor } from "../../privacy/noiseVarianceFor.ts";
import type { Job } from "./readJob.ts";
import type { VerifiedPrivateOrder } from "./verifyOrder.ts";

/** The sum that hospitals and nodes agree on, derived by each of them from order and claim alone. */
export function sumJobOf(verified: VerifiedPrivateOrder, job: Job): MpcJob {
  const { order, spec, layout } = verified;
  const { mainMicro } = splitRho(order.terms.rhoMicro);
  const variance = noiseVarianceFor({ rhoMicro: mainMicro, marginals: layout.cliques.length });
  return {
    chainId: spec.chainId,
    orderId: order.orderId.toString(),
    datasetIds: order.terms.datasetIds.map(String),
    nodes: [...job.record.nodes],
    length: layout.length,
    variance: { num: variance.num.toString(), den: variance.den.toString() },
  };
}
