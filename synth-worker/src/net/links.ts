export { DEFAULT_LINK_LIMITS, type LinkLimits } from "./linkLimits.ts";
export { loadNodeIdentity, type NodeIdentity } from "./loadNodeIdentity.ts";
export { type LinkTraffic, type MessageLink, messageLink } from "./messageLink.ts";
export { type LinkSetup, type OpenedLinks, openLinks } from "./openLinks.ts";
export type { PeerAddress } from "./peerAddress.ts";
export { type PeerListener, peerListener } from "./peerListener.ts";
export { type SessionBook, sessionBook } from "./sessionBook.ts";
export { spkiPin } from "./spkiPin.ts";
