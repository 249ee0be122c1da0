import { OrderSpec } from "@symbolon/protocol";
import type { ChainFacts } from "./chainFacts.ts";
import { type Check, check, mustEqual } from "./check.ts";
import { documentOf } from "./documents.ts";
import type { Evidence } from "./evidence.ts";

const SETTLED = 2;

/** The order was paid and settled, its spec is the one on chain, and access was granted for its purpose. */
export function checkOrder(evidence: Evidence, facts: ChainFacts): Check[] {
  return [
    check("order", () => {
      mustEqual("order status", facts.order.status, SETTLED);
      const access = facts.last("AccessGranted");
      mustEqual("access holder", access?.args.holder, facts.order.buyer);
      mustEqual("access purpose", access?.args.purpose, facts.order.purpose);
      return `order ${evidence.orderId} settled for ${facts.order.buyer}`;
    }),
    check("order spec", () => {
      const spec = documentOf(evidence, facts.order.specDigest, OrderSpec, "order spec");
      mustEqual("chain", spec.chainId, evidence.deployment.chainId);
      mustEqual("datasets", spec.datasetIds.join(), facts.order.datasetIds.join());
      mustEqual("rows", spec.rows, facts.order.rows);
      mustEqual("rho", spec.rhoMicro, facts.order.rhoMicro);
      mustEqual("purpose", spec.purpose, facts.order.purpose);
      mustEqual("buyer's key", spec.buyerKey, facts.order.buyerKey);
      for (const event of facts.all("DatasetPublished"))
        mustEqual(`schema of dataset ${event.args.datasetId}`, event.args.schemaDigest, spec.schemaDigest);
      return `${spec.rows} rows, epsilon ${spec.epsilon}, delta ${spec.delta}, datasets ${spec.datasetIds.join(" and ")}`;
    }),
  ];
}
