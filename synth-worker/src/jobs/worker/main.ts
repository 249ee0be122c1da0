import { codeVersion } from "../shared/codeVersion.ts";
import { makeLogger } from "../shared/makeLogger.ts";
import { openConnections } from "../shared/openConnections.ts";
import { makePayoutCollector, type PayoutCollector } from "../shared/payoutCollector.ts";
import { makeReporter } from "../shared/progress.ts";
import { runNode } from "../shared/runNode.ts";
import { makeClaims } from "./claims.ts";
import { ensureRegistered } from "./ensureRegistered.ts";
import { readWorkerEnvironment } from "./environment.ts";
import { startNodeServer } from "./nodeServer.ts";
import { openWorkerLinks } from "./openWorkerLinks.ts";
import { runOrders } from "./runOrders.ts";
import { workerKey } from "./workerKey.ts";
import type { WorkerNode } from "./workerNode.ts";

// A worker node: an HTTP server for shares and peers, and a loop over the chain's orders.
await runNode("worker", async (signal) => {
  const environment = readWorkerEnvironment();
  const name = environment.NODE_NAME ?? "worker";
  const log = makeLogger(name, environment.LOG_LEVEL);
  const reporter = makeReporter(name);
  const { chain, store } = await openConnections(environment);
  const stateFolder = environment.STATE_DIR;
  const [hpke, code] = [await workerKey(stateFolder), await codeVersion()];
  const server = await startNodeServer({
    host: environment.HOST,
    port: environment.PORT,
    maxBodyBytes: environment.MAX_BODY_BYTES,
    corsOrigin: environment.CORS_ORIGIN ?? null,
  });
  const links = await openWorkerLinks(chain, environment).catch(async (error: unknown) => {
    await server.close();
    chain.close();
    throw error;
  });
  const node: WorkerNode = {
    chain,
    store,
    hpke,
    links,
    code,
    gatewayUrl: environment.GATEWAY_URL?.replace(/\/+$/, "") ?? null,
    stateFolder,
    settings: {
      takeoverSeconds: environment.TAKEOVER_SECONDS,
      reclaimSeconds: environment.RECLAIM_SECONDS,
      giveUpSeconds: environment.GIVE_UP_SECONDS,
      shareSeconds: environment.SHARE_SECONDS,
      connectSeconds: environment.CONNECT_SECONDS,
      linkSeconds: environment.LINK_SECONDS,
      chargeSeconds: environment.CHARGE_SECONDS,
      attemptSeconds: environment.ATTEMPT_SECONDS,
      replaceSeconds: environment.REPLACE_SECONDS,
      lookMilliseconds: environment.POLL_MILLISECONDS,
    },
    claims: makeClaims({ chain, store, stateFolder, hpke }),
    reporter,
    log,
  };
  let payouts: PayoutCollector | null = null;
  try {
    if (environment.AUTO_WITHDRAW === "1") {
      const pauseSeconds = environment.PAYOUT_SECONDS;
      payouts = await makePayoutCollector({ chain, reporter, log, stateFolder, pauseSeconds });
    }
    const endpoint = environment.PUBLIC_URL ?? server.url;
    const { ROLES: roles, STAKE_WEI: stakeWei } = environment;
    await ensureRegistered(chain, { roles, hpkeKey: hpke.publicKey, endpoint, stakeWei }, reporter);
  } catch (error) {
    await server.close();
    links.listener.close();
    chain.close();
    throw error;
  }
  server.serve(node);
  reporter.ready({ address: chain.wallet.address, url: server.url });
  const loop = runOrders(node, { pollMilliseconds: environment.POLL_MILLISECONDS, payouts, signal });
  return {
    async close() {
      await loop;
      await payouts?.idle();
      await server.close();
      links.listener.close();
      chain.close();
    },
  };
});
