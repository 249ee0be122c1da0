import type { DatasetHistory, DatasetOrder } from "../../data/gateway/historyTypes.ts";
import type { DatasetDetails } from "../../data/gateway/types.ts";
import { formatNumber } from "../../format/formatNumber.ts";
import { formatRho } from "../../format/formatRho.ts";
import { formatDateTime } from "../../format/formatTime.ts";
import { orderNodes } from "./orderNodes.ts";
import type { NodeFact, ProvenanceGraph, ProvenanceNode } from "./provenanceTypes.ts";

/**
 * What one order rests on and what came of it: legal basis, data, job, certificate, file, sales, payouts. Without an order: basis and data. Every
 * value is of the index; the order's own page compares them with the chain.
 */
export function provenanceGraph(
  dataset: Pick<DatasetDetails, "id" | "title" | "lane" | "version" | "catalogueDigest" | "schemaDigest">,
  history: DatasetHistory,
  order: DatasetOrder | null,
): ProvenanceGraph {
  const basis = dataset.lane === "EHDS" ? permitNodes(history) : consentNodes(history);
  const data = dataNode(dataset, history);
  const others = (order?.datasets ?? [])
    .filter(({ id }) => id !== dataset.id)
    .map((other) => otherNode(other.id, other.title));
  const ofOrder = order === null ? { nodes: [], edges: [] } : orderNodes(order);
  const into = (from: readonly ProvenanceNode[], to: string) => from.map(({ id }) => ({ from: id, to }));
  return {
    nodes: [...basis, data, ...others, ...ofOrder.nodes],
    edges: [
      ...into(basis, data.id),
      ...(order === null ? [] : into([data, ...others], "job")),
      ...ofOrder.edges,
    ],
  };
}

function consentNodes({ basis }: DatasetHistory): ProvenanceNode[] {
  const withdrawn = `${formatNumber(basis.withdrawalsCount)} withdrawn`;
  return basis.roots.map((root, i) => ({
    id: `consent/${i}`,
    step: "consent",
    title: basis.roots.length === 1 ? "Consent root" : `Consent root ${i + 1}`,
    note: basis.isSuspended ? "suspended" : withdrawn,
    state: basis.isSuspended ? "failed" : "done",
    facts: [
      { label: "Root", kind: "copy", value: root },
      { label: "Epoch", kind: "text", value: String(basis.epoch) },
      { label: "Withdrawals", kind: "text", value: formatNumber(basis.withdrawalsCount) },
    ],
  }));
}

function permitNodes({ basis, permits }: DatasetHistory): ProvenanceNode[] {
  const lists = basis.optOutRoots.map(
    (root, i): ProvenanceNode => ({
      id: `opt-out/${i}`,
      step: "consent",
      title: `Opt-out list ${i + 1}`,
      note: "left out of every measurement",
      state: "done",
      facts: [{ label: "Root", kind: "copy", value: root }],
    }),
  );
  const nodes = permits.map(
    (permit): ProvenanceNode => ({
      id: `permit/${permit.id}`,
      step: "consent",
      title: `Data permit ${permit.id}`,
      note: permit.state.toLowerCase(),
      state: permit.state === "ACTIVE" ? "done" : "failed",
      facts: [
        { label: "Issued by", kind: "copy", value: permit.issuer },
        { label: "Valid from", kind: "text", value: formatDateTime(permit.validFrom) },
        { label: "Valid until", kind: "text", value: formatDateTime(permit.validUntil) },
      ],
    }),
  );
  const all = [...lists, ...nodes];
  return all.length > 0
    ? all
    : [
        {
          id: "permit/none",
          step: "consent",
          title: "No data permit yet",
          note: "needed for every use",
          state: "waiting",
          facts: [],
        },
      ];
}

function dataNode(
  { id, title, version, catalogueDigest, schemaDigest }: Parameters<typeof provenanceGraph>[0],
  { versions }: DatasetHistory,
): ProvenanceNode {
  const present = versions.find((each) => each.version === version);
  const published: NodeFact[] =
    present === undefined
      ? []
      : [
          { label: "Published", kind: "text", value: formatDateTime(present.publishedAt) },
          { label: "Budget added", kind: "text", value: formatRho(present.addedRhoMicro) },
          { label: "Transaction", kind: "copy", value: present.publishedTx },
        ];
  return {
    id: `data/${id}`,
    step: "data",
    title: `Dataset ${id}`,
    note: `version ${version}`,
    state: "done",
    facts: [
      { label: "Title", kind: "text", value: title },
      { label: "Catalogue entry", kind: "document", value: catalogueDigest },
      { label: "Schema", kind: "document", value: schemaDigest },
      ...published,
    ],
  };
}

function otherNode(id: string, title: string): ProvenanceNode {
  return {
    id: `data/${id}`,
    step: "data",
    title: `Dataset ${id}`,
    note: "in the same order",
    state: "done",
    facts: [
      { label: "Title", kind: "text", value: title },
      { label: "Page", kind: "page", value: `Dataset ${id}`, to: `/datasets/${id}` },
    ],
  };
}
