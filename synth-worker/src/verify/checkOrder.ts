import {
  attestationFault,
  CatalogueDocument,
  DatasetSchema,
  digestOfDocument,
  isLinkedOrder,
  isPrivateOrder,
  isStatisticsOrder,
  joinSchemas,
  NOT_PRIVATE,
  OrderSpec,
  offersHighFidelity,
  offersLinkage,
  SymbolonError,
  schemaOfDataset,
} from "@symbolon/protocol";
import type { ChainFacts } from "./chainFacts.ts";
import { type Check, check, mustEqual } from "./check.ts";
import { datasetVersion } from "./datasetVersion.ts";
import { documentOf } from "./documents.ts";
import type { Evidence } from "./evidence.ts";

/** The order was paid and settled, its spec is the one on chain, and access was granted for its purpose. */
export function checkOrder(evidence: Evidence, facts: ChainFacts): Check[] {
  const { order, job } = facts;
  const { terms } = order;
  return [
    check("order", () => {
      if (order.status !== "SETTLED" && order.status !== "RELEASED")
        throw new SymbolonError("E7005", {
          what: "order status",
          actual: order.status,
          expected: "SETTLED or RELEASED",
        });
      mustEqual("job state", job.state, "FINALISED");
      const access = facts.last("AccessGranted");
      mustEqual("access holder", access?.args.holder, terms.buyer);
      mustEqual("access purpose", access?.args.purpose, terms.purpose);
      return `order ${evidence.orderId} ${order.status.toLowerCase()} for ${terms.buyer}`;
    }),
    check("order spec", () => {
      const spec = documentOf(evidence, terms.specDigest, OrderSpec, "order spec");
      mustEqual("chain", spec.chainId, evidence.deployment.chainId);
      mustEqual("datasets", spec.datasetIds.join(), terms.datasetIds.join());
      mustEqual("rows", spec.rows, terms.rows);
      mustEqual("rho", spec.rhoMicro, terms.rhoMicro);
      mustEqual("purpose", spec.purpose, terms.purpose);
      mustEqual("buyer's key", spec.buyerKey, terms.buyerKey);
      const job = { ...terms, chainId: spec.chainId, account: terms.buyer };
      mustEqual("fault of the attestation against prohibited uses", attestationFault(spec, job), null);
      terms.datasetIds.forEach((datasetId, i) => {
        const { schemaDigest, catalogueDigest } = datasetVersion(facts, datasetId, terms.versions[i]!);
        mustEqual(`schema of dataset ${datasetId}`, schemaDigest, schemaOfDataset(spec, datasetId));
        if (isPrivateOrder(spec) && !isLinkedOrder(spec)) return;
        if (isStatisticsOrder(spec)) {
          if (spec.release.kind === "aggregate") mustEqual("data permit of an aggregate", terms.permitId, 0n);
          return;
        }
        const entry = documentOf(evidence, catalogueDigest, CatalogueDocument, "catalogue entry");
        if (isLinkedOrder(spec)) {
          mustEqual(`linkage offered by dataset ${datasetId}`, offersLinkage(entry), true);
          return;
        }
        mustEqual(`high fidelity offered by dataset ${datasetId}`, offersHighFidelity(entry), true);
        mustEqual("data permit of a high-fidelity order", terms.permitId, 0n);
      });
      if (isLinkedOrder(spec)) {
        const parts = spec.parts.map(({ schemaDigest, columns }) => ({
          schema: documentOf(evidence, schemaDigest, DatasetSchema, "dataset schema"),
          columns,
        }));
        mustEqual("joined schema", digestOfDocument(joinSchemas(parts)), spec.schemaDigest);
      }
      const datasets = `datasets ${spec.datasetIds.join(" and ")}`;
      if (isStatisticsOrder(spec)) return `${spec.request.statistic}, ${spec.release.kind}, ${datasets}`;
      return isPrivateOrder(spec)
        ? `${spec.rows} rows, epsilon ${spec.epsilon}, delta ${spec.delta}, ${datasets}`
        : `${spec.rows} rows of high fidelity, ${NOT_PRIVATE}, ${datasets}`;
    }),
  ];
}
