import { Certificate, Manifest, OrderSpec } from "@symbolon/protocol";
import { decodeRelease } from "./decodeRelease.ts";
import type { Reader } from "./reader.ts";
import type { OrderDetails, OrderSummary } from "./types.ts";

/** One order as lists show it. Throws E9001. */
export function decodeOrderSummary(node: Reader): OrderSummary {
  const job = node.object("job");
  return {
    id: node.text("id"),
    buyer: node.hex("buyer"),
    status: node.text("status"),
    datasets: node.objects("datasets").map((dataset) => ({
      id: dataset.text("id"),
      title: dataset.text("title"),
      provider: dataset.hex("provider"),
    })),
    rows: node.integer("rows"),
    rhoMicro: node.bigint("rhoMicro"),
    purpose: node.integer("purpose"),
    totalWei: node.bigint("totalWei"),
    deadline: node.integer("deadline"),
    placedAt: node.integer("placedAt"),
    placedTx: node.hex("placedTx"),
    accessUntil: node.integer("accessUntil"),
    state: job.text("state"),
    failReason: job.textOrNull("failReason"),
    release: decodeRelease(node),
    history: job.objects("history").map((event) => ({
      state: event.text("state"),
      timestamp: event.integer("timestamp"),
      tx: event.hex("tx"),
      gasUsed: event.bigintOrNull("gasUsed"),
    })),
  };
}

/** One order with its documents. Throws E9001; a document that does not parse counts as not fetched. */
export function decodeOrderDetails(node: Reader): OrderDetails {
  const job = node.object("job");
  const dispute = node.objectOrNull("dispute");
  const spec = OrderSpec.safeParse(node.json("spec"));
  const certificate = Certificate.safeParse(job.json("certificate"));
  const manifest = Manifest.safeParse(job.json("manifest"));
  const order = decodeOrderSummary(node);
  return {
    ...order,
    datasets: node.objects("datasets").map((dataset) => ({
      id: dataset.text("id"),
      title: dataset.text("title"),
      provider: dataset.hex("provider"),
      schemaDigest: dataset.hex("schemaDigest"),
      consentRoots: dataset.object("consent").hexes("roots"),
    })),
    specDigest: node.hex("specDigest"),
    spec: spec.success ? spec.data : null,
    nodes: job.hexes("nodes"),
    consentEpochs: job.bigints("consentEpochs"),
    evaluator: job.hexOrNull("evaluator"),
    manifestDigest: job.hexOrNull("manifestDigest"),
    outputHash: job.hexOrNull("outputHash"),
    modelDigest: job.hexOrNull("modelDigest"),
    certificateDigest: job.hexOrNull("certificateDigest"),
    passed: job.boolOrNull("passed"),
    certificate: certificate.success ? certificate.data : null,
    release:
      order.release === null || !certificate.success || !("summary" in certificate.data)
        ? order.release
        : { ...order.release, membership: certificate.data.summary.membershipAuc },
    manifest: manifest.success ? manifest.data : null,
    dispute:
      dispute === null
        ? null
        : {
            state: dispute.text("state"),
            openedAt: dispute.integer("openedAt"),
            closesAt: dispute.integer("closesAt"),
          },
  };
}
