import { SymbolonError } from "@symbolon/protocol";
import { sendJson } from "../../http/sendJson.ts";
import type { RestCall } from "./restRoute.ts";

/** GET /dev-wallet.json: the development wallet of a local chain, for pages of this origin only; E9006 anywhere else. */
export async function getDevWallet({ gateway, request, response }: RestCall): Promise<void> {
  const site = request.headers["sec-fetch-site"];
  if (gateway.devWalletKey === null || (site !== undefined && site !== "same-origin"))
    throw new SymbolonError("E9006", { what: "A development wallet" });
  response.removeHeader("Access-Control-Allow-Origin");
  sendJson(response, 200, { privateKey: gateway.devWalletKey }, { "Cache-Control": "no-store" });
}
