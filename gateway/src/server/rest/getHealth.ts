import { sendJson } from "../../http/sendJson.ts";
import type { RestCall } from "./restRoute.ts";

/** GET /health: 200 when database, storage node and RPC answer and the indexer runs, else 503; the body names each. */
export async function getHealth({ gateway, response }: RestCall): Promise<void> {
  const works = (check: Promise<unknown>) =>
    check.then(
      () => true,
      () => false,
    );
  const [database, storage, chain] = await Promise.all([
    works(gateway.database.query("SELECT now()")),
    works(gateway.contentStore.ping()),
    works(gateway.chain.blockNumber()),
  ]);
  const indexer = gateway.indexer.healthy();
  const ok = database && storage && chain && indexer;
  sendJson(
    response,
    ok ? 200 : 503,
    { ok, database, storage, chain, indexer },
    { "Cache-Control": "no-store" },
  );
}
