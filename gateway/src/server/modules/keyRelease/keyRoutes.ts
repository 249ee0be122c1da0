import { KeyRotation, SymbolonError } from "@symbolon/protocol";
import { sendJson } from "../../../http/sendJson.ts";
import { readCanonical } from "../../../permits/readCanonical.ts";
import type { RestCall, RestRoute } from "../../rest/restRoute.ts";
import { readSigned } from "../permitCase/readSigned.ts";
import { checkAccess } from "./checkAccess.ts";

const ID = "([1-9][0-9]{0,77})";

/**
 * PUT /orders/ID/key/rotation: the buyer's data key, wrapped by the buyer to a new X25519 key. Signed (purpose "rotate-key", subject = order id)
 * by the account that may have the result now. 200, the same again too. Throws as a download does, and E5008 when another key was put there
 * meanwhile.
 */
async function putRotation(call: RestCall): Promise<void> {
  const { gateway, response, params } = call;
  const orderId = params[0]!;
  const { signer, body } = await readSigned(call, "rotate-key", orderId);
  const rotation = readCanonical(KeyRotation, body, "key rotation");
  if (rotation.orderId !== orderId)
    throw new SymbolonError("E1006", { document: "key rotation", reason: `orderId: it is not ${orderId}` });
  const { account } = await checkAccess(gateway.chain, signer, BigInt(orderId), gateway.now());
  const outcome = await gateway.keyReleases.rotate(rotation, account, gateway.now());
  if (outcome === "rotated") gateway.metrics.count("symbolon_keys_rotated_total");
  sendJson(response, 200, { orderId, rotated: true });
}

/** GET /orders/ID/key-log: the order's entries in full, for its buyer and the node that leads its job. Signed (purpose "key-log"). */
async function getOrderKeyLog(call: RestCall): Promise<void> {
  const { gateway, response, params } = call;
  const orderId = BigInt(params[0]!);
  const { signer } = await readSigned(call, "key-log", params[0]!);
  const isParty =
    (await gateway.chain.holdsAccess(signer, orderId)) || (await gateway.chain.leadOf(orderId)) === signer;
  if (!isParty) throw new SymbolonError("E9002", { reason: `${signer} is no party of order ${orderId}` });
  const entries = await gateway.keyReleases.log.details(orderId);
  sendJson(response, 200, { entries }, { "Cache-Control": "no-store" });
}

/** GET /key-log: every closed day with its digest, signature and anchor, oldest first, without the documents. */
async function getKeyLogDays({ gateway, response }: RestCall): Promise<void> {
  const days = await gateway.keyReleases.log.days();
  const list = days.map(({ document, ...rest }) => ({ day: document.day, ...rest }));
  sendJson(response, 200, { days: list }, { "Cache-Control": "no-store" });
}

/** GET /key-log/DAY: one closed day (PublishedDay). Throws E9006 for a day that is not closed. */
async function getKeyLogDay({ gateway, response, params }: RestCall): Promise<void> {
  const day = await gateway.keyReleases.log.day(params[0]!);
  if (day === null) throw new SymbolonError("E9006", { what: `A closed day ${params[0]} of the key log` });
  sendJson(response, 200, day, { "Cache-Control": "no-cache" });
}

/** GET /contents/CID: at how many back ends this hub keeps a content (PinStatus). Throws E9006 for one it does not keep. */
async function getContentStatus({ gateway, response, params }: RestCall): Promise<void> {
  const status = (await gateway.pinStatus?.(params[0]!)) ?? null;
  if (status === null) throw new SymbolonError("E9006", { what: "A content this hub keeps under that name" });
  sendJson(response, 200, status, { "Cache-Control": "no-store" });
}

/** Key rotation and the key log; the release of keys itself is in rest/ (orderKey, orderKeyPut). And what is kept of a content. */
export const KEY_ROUTES: readonly RestRoute[] = [
  {
    name: "orderKeyRotation",
    method: "PUT",
    pattern: new RegExp(`^/orders/${ID}/key/rotation$`),
    handle: putRotation,
  },
  {
    name: "orderKeyLog",
    method: "GET",
    pattern: new RegExp(`^/orders/${ID}/key-log$`),
    handle: getOrderKeyLog,
  },
  {
    name: "contentStatus",
    method: "GET",
    pattern: /^\/contents\/([A-Za-z0-9]{1,120})$/,
    handle: getContentStatus,
  },
  { name: "keyLog", method: "GET", pattern: /^\/key-log$/, handle: getKeyLogDays },
  { name: "keyLogDay", method: "GET", pattern: /^\/key-log\/(\d{4}-\d{2}-\d{2})$/, handle: getKeyLogDay },
];
