import type { DatasetOrder } from "../../data/gateway/historyTypes.ts";
import { formatSym } from "../../format/formatSym.ts";
import { formatDateTime } from "../../format/formatTime.ts";
import { orderedText } from "../../format/orderedText.ts";
import { payoutLabel } from "../../format/payouts.ts";
import { releaseText } from "../../format/releaseText.ts";
import type { NodeFact, ProvenanceGraph, ProvenanceNode } from "./provenanceTypes.ts";

const ENDED_BADLY = ["FAILED", "REFUSED"];

/** What came of an order: its job (node id `job`), certificate, file, sale with renewals, and payouts, each leading to the next. */
export function orderNodes(order: DatasetOrder): ProvenanceGraph {
  const sales = [saleNode(order), ...renewalNodes(order)];
  const payouts = order.payouts.filter(({ amountWei }) => amountWei > 0n).map(payoutNode);
  const nodes = [jobNode(order), certificateNode(order), outputNode(order), ...sales, ...payouts];
  return {
    nodes,
    edges: [
      { from: "job", to: "certificate" },
      { from: "certificate", to: "output" },
      ...sales.map(({ id }) => ({ from: "output", to: id })),
      ...payouts.map(({ id }) => ({ from: "sale", to: id })),
    ],
  };
}

const orderFact = (order: DatasetOrder): NodeFact => ({
  label: "Page",
  kind: "page",
  value: `Order ${order.id}`,
  to: `/orders/${order.id}`,
});

function known(label: string, kind: "copy" | "document", value: string | null): NodeFact[] {
  return value === null ? [] : [{ label, kind, value }];
}

function jobNode(order: DatasetOrder): ProvenanceNode {
  const { job } = order;
  const last = job.history.at(-1);
  return {
    id: "job",
    step: "job",
    title: `Job of order ${order.id}`,
    note: job.state.toLowerCase(),
    state: ENDED_BADLY.includes(job.state) ? "failed" : job.state === "FINALISED" ? "done" : "waiting",
    facts: [
      ...(last === undefined
        ? []
        : [{ label: "Last step", kind: "text", value: formatDateTime(last.timestamp) } as const]),
      ...job.nodes.map((node, i) => ({ label: `Node ${i + 1}`, kind: "copy", value: node }) as const),
      ...known("Manifest", "document", job.manifestDigest),
      ...(order.release?.kind === "private"
        ? known("Model, noisy counts only", "document", job.modelDigest)
        : []),
      orderFact(order),
    ],
  };
}

function certificateNode(order: DatasetOrder): ProvenanceNode {
  const { job, release } = order;
  const passed = release?.passed ?? null;
  return {
    id: "certificate",
    step: "certificate",
    title: "Certificate",
    note: passed === null ? "not made yet" : passed ? "passed" : "not passed",
    state:
      passed === null ? (ENDED_BADLY.includes(job.state) ? "failed" : "waiting") : passed ? "done" : "failed",
    facts: [
      ...(release === null
        ? []
        : [{ label: "Findings", kind: "text", value: releaseText(release) } as const]),
      ...known("Evaluator", "copy", job.evaluator),
      ...known("Document", "document", job.certificateDigest),
    ],
  };
}

function outputNode(order: DatasetOrder): ProvenanceNode {
  const { job } = order;
  const ordered = orderedText(order.rows, order.release);
  const isDelivered = job.state === "FINALISED";
  return {
    id: "output",
    step: "output",
    title: "Synthetic file",
    note: isDelivered ? ordered : "not delivered",
    state: isDelivered ? "done" : ENDED_BADLY.includes(job.state) ? "failed" : "waiting",
    facts: [
      { label: "Holds", kind: "text", value: ordered },
      ...known("Hash of the file", "copy", job.outputHash),
      orderFact(order),
    ],
  };
}

function saleNode(order: DatasetOrder): ProvenanceNode {
  return {
    id: "sale",
    step: "sale",
    title: `Order ${order.id}`,
    note: `${formatSym(order.totalWei)} SYM, ${order.status.toLowerCase()}`,
    state: order.status === "REFUNDED" ? "failed" : order.settledAt === null ? "waiting" : "done",
    facts: [
      { label: "Paid", kind: "text", value: `${formatSym(order.totalWei, 6)} SYM` },
      { label: "Placed", kind: "text", value: formatDateTime(order.placedAt) },
      ...(order.settledAt === null
        ? []
        : [{ label: "Settled", kind: "text", value: formatDateTime(order.settledAt) } as const]),
      { label: "Transaction", kind: "copy", value: order.placedTx },
      orderFact(order),
    ],
  };
}

function renewalNodes(order: DatasetOrder): ProvenanceNode[] {
  return order.renewals.map((renewal) => ({
    id: `renewal/${renewal.id}`,
    step: "sale",
    title: `Renewal ${renewal.id}`,
    note: `${formatSym(renewal.totalWei)} SYM`,
    state: renewal.status === "REFUNDED" ? "failed" : "done",
    facts: [
      { label: "Paid", kind: "text", value: `${formatSym(renewal.totalWei, 6)} SYM` },
      { label: "Renewed", kind: "text", value: formatDateTime(renewal.renewedAt) },
      { label: "Transaction", kind: "copy", value: renewal.renewedTx },
    ],
  }));
}

function payoutNode(payout: DatasetOrder["payouts"][number]): ProvenanceNode {
  return {
    id: `payout/${payout.index}`,
    step: "payout",
    title: payoutLabel(payout.kind),
    note: `${formatSym(payout.amountWei)} SYM`,
    state: payout.cancelled ? "failed" : payout.claimed ? "done" : "waiting",
    facts: [
      { label: "Amount", kind: "text", value: `${formatSym(payout.amountWei, 6)} SYM` },
      {
        label: "State",
        kind: "text",
        value: payout.cancelled ? "went back to the buyer" : payout.claimed ? "fetched" : "not fetched yet",
      },
      { label: "Account", kind: "copy", value: payout.account },
      ...known("Transaction", "copy", payout.claimedTx),
    ],
  };
}
