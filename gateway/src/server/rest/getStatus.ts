import { sendJson } from "../../http/sendJson.ts";
import { indexStatus } from "../modules/market/indexStatus.ts";
import type { RestCall } from "./restRoute.ts";

/** GET /status: the deployment, where the index stands and how many documents are fetched. */
export async function getStatus({ gateway, response }: RestCall): Promise<void> {
  const [index, documents] = await Promise.all([indexStatus(gateway), gateway.documents.counts()]);
  const { chainId, startBlock, contracts } = gateway.deployment;
  sendJson(
    response,
    200,
    { chainId, startBlock, contracts, index, documents },
    { "Cache-Control": "no-store" },
  );
}
