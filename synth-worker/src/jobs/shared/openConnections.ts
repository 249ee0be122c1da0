import { type Chain, openChain } from "./chain.ts";
import { type ContentStore, openContentStore } from "./contentStore.ts";
import { loadDeployment } from "./loadDeployment.ts";

/** What every node is told about the world outside; a part of its environment (environmentFields.ts). */
type ConnectionSettings = {
  readonly SYMBOLON_DEPLOYMENT: string;
  readonly RPC_URL: string;
  readonly PRIVATE_KEY: string;
  readonly POLL_MILLISECONDS: number;
  readonly IPFS_API_URL: string;
  readonly IPFS_API_TOKEN?: string | undefined;
};

/** Opens chain and content store as the environment says. Throws what loadDeployment and openChain throw, E6002 among it. */
export async function openConnections(
  settings: ConnectionSettings,
): Promise<{ chain: Chain; store: ContentStore }> {
  const chain = await openChain({
    rpcUrl: settings.RPC_URL,
    privateKey: settings.PRIVATE_KEY,
    deployment: await loadDeployment(settings.SYMBOLON_DEPLOYMENT),
    pollMilliseconds: settings.POLL_MILLISECONDS,
  });
  const store = openContentStore({
    apiUrl: settings.IPFS_API_URL,
    ...(settings.IPFS_API_TOKEN === undefined ? {} : { apiToken: settings.IPFS_API_TOKEN }),
  });
  return { chain, store };
}
