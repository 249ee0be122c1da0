import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Deployment } from "@symbolon/protocol";
import type { Logger } from "pino";
import type { Database } from "../../database/Database.ts";
import { openDatabase } from "../../database/openDatabase.ts";
import { startIpfsNode } from "../../ipfs/startIpfsNode.ts";
import { readDeployment } from "../../readDeployment.ts";
import { migrate } from "../../server/migrate.ts";
import { type PinnedContent, pinnedContent } from "../backup/pinnedContent.ts";
import { lockFolder } from "../lock/lockFolder.ts";
import type { HubEnvironment } from "./environment.ts";

const STORAGE_TIMEOUT_MS = 60_000;

/** Database and storage of a hub that does not run. */
export type RestingHub = {
  readonly database: Database;
  readonly content: PinnedContent;
  readonly deployment: Deployment;
  close(): Promise<void>;
};

/** Opens what a hub keeps while no hub runs on it; the embedded storage node listens on a free loopback port meanwhile. Throws E8005, E8009. */
export async function openResting(environment: HubEnvironment, log: Logger): Promise<RestingHub> {
  const closers: (() => unknown)[] = [lockFolder(environment.dataFolder)];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const settings = environment.gateway(environment.ipfsUrl ?? "http://127.0.0.1");
    const deployment = await readDeployment(settings.SYMBOLON_DEPLOYMENT);
    const folder = join(environment.dataFolder, "database");
    if (settings.DATABASE_URL === undefined) mkdirSync(folder, { recursive: true });
    const database = await openDatabase({
      url: settings.DATABASE_URL,
      folder: settings.DATABASE_URL === undefined ? folder : undefined,
    });
    closers.push(() => database.close());
    await migrate(database);
    const node =
      environment.ipfsUrl !== null
        ? null
        : await startIpfsNode({
            folder: join(environment.dataFolder, "ipfs"),
            apiToken: environment.ipfsToken,
            host: "127.0.0.1",
            port: 0,
            maxUploadBytes: environment.maxUploadBytes,
            onError: (error) => log.error({ err: error }, "a request to the storage node failed"),
          });
    closers.push(() => node?.close());
    const content = pinnedContent(
      {
        apiUrl: environment.ipfsUrl ?? node!.url,
        token: environment.ipfsToken,
        timeoutMs: STORAGE_TIMEOUT_MS,
      },
      node !== null,
    );
    return { database, content, deployment, close };
  } catch (error) {
    await close();
    throw error;
  }
}
