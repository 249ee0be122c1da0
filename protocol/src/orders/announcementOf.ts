import { digestOfDocument } from "../content/digest.ts";
import type { AnnouncementMessage } from "../messages/nodeMessages.ts";
import type { Origin } from "../messages/origin.ts";

/** The announcement of a high-fidelity file, as its origin says it. Its digest is the job's commitDigest: anyone who has the origin can check. */
export function announcementOf(origin: Origin): AnnouncementMessage {
  const { orderId, datasetId, outputHash } = origin;
  return { orderId, datasetId, outputHash, modelDigest: digestOfDocument(origin) };
}
