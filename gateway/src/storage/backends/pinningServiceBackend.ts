import { SymbolonError } from "@symbolon/protocol";
import { verifiedBlockstore } from "../../adapters/verifiedBlockstore.ts";
import type { PinBackend, PinState } from "./pinBackend.ts";
import { pinningService, type ServicePin } from "./pinningService.ts";

const TIMEOUT_MS = 20_000;

/** Where a service is; `gatewayUrl` serves its blocks for checks, `origins` are multiaddrs it may fetch content from. */
export type PinningServiceSettings = {
  readonly url: string;
  readonly token: string;
  readonly gatewayUrl?: string | undefined;
  readonly origins?: readonly string[] | undefined;
};

/**
 * A hosted service behind the IPFS Pinning Service API. It fetches what it pins from the network, so at least one other back end must be reachable
 * by it, and it answers "pinned" when it is done. A request that failed is removed before it is made again. Blocks are read from its trustless
 * gateway (specs.ipfs.tech/http-gateways/trustless-gateway), where one is named.
 */
export function pinningServiceBackend(name: string, settings: PinningServiceSettings): PinBackend {
  const service = pinningService(settings);
  const { gatewayUrl } = settings;
  return {
    name,
    store: null,
    putBlock: null,
    blocks:
      gatewayUrl === undefined
        ? null
        : verifiedBlockstore((cid) => fetchRaw(`${gatewayUrl.replace(/\/$/, "")}/ipfs/${cid}?format=raw`)),
    async pin(cid) {
      const known = await service.list(cid.toString());
      const state = stateOf(known);
      if (state === "pinned" || state === "pending") return state;
      for (const { requestid } of known) await service.remove(requestid);
      const pin = { cid: cid.toString(), name: `symbolon-${cid}`, origins: settings.origins ?? [] };
      return stateOf([await service.add(pin)]);
    },
    state: async (cid) => stateOf(await service.list(cid.toString())),
    async unpin(cid) {
      for (const { requestid } of await service.list(cid.toString())) await service.remove(requestid);
    },
    collectGarbage: async () => null,
  };
}

/** The best of what the service says of several requests for one content. */
function stateOf(pins: readonly ServicePin[]): PinState {
  const has = (...wanted: readonly string[]) => pins.some(({ status }) => wanted.includes(status));
  if (has("pinned")) return "pinned";
  if (has("queued", "pinning")) return "pending";
  return pins.length === 0 ? "absent" : "failed";
}

async function fetchRaw(url: string): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, {
      headers: { accept: "application/vnd.ipld.raw" },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (cause) {
    throw new SymbolonError("E5004", { reason: `${url}: no answer` }, { cause });
  }
  if (response.ok) return response;
  // 410 and 404 say that the gateway looked and has none; anything else says nothing about the content.
  if (response.status === 404 || response.status === 410) throw new SymbolonError("E5001", { cid: url });
  throw new SymbolonError("E5004", { reason: `${url}: HTTP ${response.status}` });
}
