import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Deployment } from "@symbolon/protocol";
import { deploy } from "../../scripts/demo/stack/deploy.ts";
import { freePort } from "../../scripts/demo/stack/freePort.ts";
import { prepare } from "../../scripts/demo/stack/prepare.ts";
import { type Room, startRoom } from "../../scripts/demo/stack/room.ts";
import { openRunFolder } from "../../scripts/demo/stack/runFolder.ts";
import { repositoryRoot } from "../../scripts/repositoryRoot.ts";

/** The processes that a publication passes through: chain, storage node and gateway with its indexer and database on disk. */
export type PublishMarket = {
  readonly gatewayUrl: string;
  readonly rpcUrl: string;
  readonly deployment: Deployment;
  close(): Promise<void>;
};

/**
 * Starts a PublishMarket on loopback ports in a run folder of its own. The gateway looks at the chain every `pollMs`. The chain mines each transaction
 * at once; who measures turns that off. Throws E8004 when a process does not come up.
 */
export async function openPublishMarket(pollMs: number): Promise<PublishMarket> {
  const folder = openRunFolder(join(repositoryRoot, ".symbolon"), "bench-publish");
  const rooms: Room[] = [];
  const close = async () => {
    for (const room of rooms.toReversed()) await room.stop();
    folder.close(false);
  };
  const start = async (name: string, entry: string, env: Record<string, string>) => {
    const logFile = join(folder.path, "logs", `${name}.log`);
    rooms.push(await startRoom({ name, entry: join(repositoryRoot, entry), env, logFile }));
  };
  try {
    await prepare(["contracts", "subgraph"], () => {});
    const [chainPort, ipfsPort, gatewayPort] = [await freePort(), await freePort(), await freePort()];
    const [rpcUrl, ipfsUrl, gatewayUrl] = [chainPort, ipfsPort, gatewayPort].map(
      (port) => `http://127.0.0.1:${port}`,
    ) as [string, string, string];
    const token = randomBytes(24).toString("hex");
    const deploymentFile = join(folder.path, "deployment.json");
    await start("chain", "scripts/demo/stack/chain.ts", { PORT: String(chainPort) });
    await start("ipfs", "gateway/src/ipfs/main.ts", {
      PORT: String(ipfsPort),
      DATA_DIR: join(folder.path, "ipfs"),
      IPFS_API_TOKEN: token,
    });
    const { deployment } = await deploy({ rpcUrl, file: deploymentFile });
    await start("gateway", "gateway/src/main.ts", {
      PORT: String(gatewayPort),
      DATA_DIR: join(folder.path, "gateway"),
      RPC_URL: rpcUrl,
      SYMBOLON_DEPLOYMENT: deploymentFile,
      IPFS_API_URL: ipfsUrl,
      IPFS_API_TOKEN: token,
      POLL_MS: String(pollMs),
    });
    return { gatewayUrl, rpcUrl, deployment, close };
  } catch (cause) {
    await close();
    throw cause;
  }
}
