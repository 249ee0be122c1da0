import type { Hex } from "@symbolon/protocol";

/** Where a node listens, and the pin it is known by. */
export type PeerAddress = { readonly host: string; readonly port: number; readonly pin: Hex };
