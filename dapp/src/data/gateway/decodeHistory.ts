import { isLinkedOrder, isPrivateOrder, OrderSpec } from "@symbolon/protocol";
import { decodeRelease } from "./decodeRelease.ts";
import type { DatasetHistory, DatasetOrder } from "./historyTypes.ts";
import type { Reader } from "./reader.ts";

/** Versions, legal basis and orders of a dataset. Throws E9001; an order's text that does not parse counts as not fetched. */
export function decodeHistory(node: Reader): DatasetHistory {
  const consent = node.object("consent");
  return {
    versions: node.objects("versions").map((version) => ({
      version: version.integer("version"),
      catalogueDigest: version.hex("catalogueDigest"),
      schemaDigest: version.hex("schemaDigest"),
      consentRoot: version.hex("consentRoot"),
      addedRhoMicro: version.bigint("addedRhoMicro"),
      publishedAt: version.integer("publishedAt"),
      publishedTx: version.hex("publishedTx"),
    })),
    basis: {
      roots: consent.hexes("roots"),
      epoch: consent.bigint("epoch"),
      grantsCount: consent.integer("grantsCount"),
      withdrawalsCount: consent.integer("withdrawalsCount"),
      isSuspended: consent.bool("suspended"),
      optOutRoots: consent.hexes("optOutRoots"),
    },
    permits: node.objects("permits").map((permit) => ({
      id: permit.text("id"),
      issuer: permit.hex("issuer"),
      state: permit.text("state"),
      validFrom: permit.integer("validFrom"),
      validUntil: permit.integer("validUntil"),
      purposesMask: permit.integer("purposesMask"),
    })),
    orders: node.objects("orders").map(decodeOrder),
  };
}

function decodeOrder(order: Reader): DatasetOrder {
  const job = order.object("job");
  return {
    id: order.text("id"),
    status: order.text("status"),
    rows: order.integer("rows"),
    placedAt: order.integer("placedAt"),
    placedTx: order.hex("placedTx"),
    settledAt: order.integerOrNull("settledAt"),
    totalWei: order.bigint("totalWei"),
    datasets: order.objects("datasets").map((dataset) => ({
      id: dataset.text("id"),
      title: dataset.text("title"),
    })),
    payouts: order.objects("payouts").map((payout) => ({
      index: payout.integer("index"),
      kind: payout.text("kind"),
      account: payout.hex("account"),
      amountWei: payout.bigint("amountWei"),
      claimed: payout.bool("claimed"),
      cancelled: payout.bool("cancelled"),
      claimedTx: payout.hexOrNull("claimedTx"),
    })),
    renewals: order.objects("renewals").map((renewal) => ({
      id: renewal.text("id"),
      status: renewal.text("status"),
      totalWei: renewal.bigint("totalWei"),
      renewedAt: renewal.integer("renewedAt"),
      renewedTx: renewal.hex("renewedTx"),
    })),
    asksFor: whatIsAsked(order.json("spec")),
    release: decodeRelease(order),
    job: {
      state: job.text("state"),
      nodes: job.hexes("nodes"),
      evaluator: job.hexOrNull("evaluator"),
      modelDigest: job.hexOrNull("modelDigest"),
      outputHash: job.hexOrNull("outputHash"),
      certificateDigest: job.hexOrNull("certificateDigest"),
      manifestDigest: job.hexOrNull("manifestDigest"),
      history: job.objects("history").map((event) => ({
        state: event.text("state"),
        timestamp: event.integer("timestamp"),
        tx: event.hex("tx"),
        gasUsed: event.bigintOrNull("gasUsed"),
      })),
    },
  };
}

function whatIsAsked(json: unknown): DatasetOrder["asksFor"] {
  const spec = OrderSpec.safeParse(json);
  if (!spec.success) return null;
  if (isLinkedOrder(spec.data)) return "linked-file";
  return isPrivateOrder(spec.data) ? "private-file" : "other";
}
