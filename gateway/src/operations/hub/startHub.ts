import { isAbsolute, join } from "node:path";
import { SymbolonError } from "@symbolon/protocol";
import type { Logger } from "pino";
import { z } from "zod";
import { startIpfsNode } from "../../ipfs/startIpfsNode.ts";
import type { Running } from "../../process/runProcess.ts";
import { startGateway } from "../../startGateway.ts";
import { pinnedContent } from "../backup/pinnedContent.ts";
import { writeBackup } from "../backup/writeBackup.ts";
import { lockFolder } from "../lock/lockFolder.ts";
import { startControlServer } from "./controlServer.ts";
import type { HubEnvironment } from "./environment.ts";
import { removeHubState, writeHubState } from "./hubState.ts";

const BackupInput = z.object({ file: z.string().refine(isAbsolute), kind: z.enum(["data", "keys"]) });
const RetryInput = z.object({ id: z.string() });
const DEAD_LETTERS = 20;
const STORAGE_TIMEOUT_MS = 60_000;

/**
 * A whole hub in this process: embedded storage node (unless IPFS_API_URL names one), gateway with index and tasks, and the control address for
 * commands. The data folder is this hub's alone (E8005). Closing goes the other way round: requests drain, the block and the tasks under way end, the
 * database closes, the folder is let go. Throws as startGateway and startIpfsNode do.
 */
export async function startHub(environment: HubEnvironment, log: Logger): Promise<Running> {
  const { dataFolder } = environment;
  const closers: (() => unknown)[] = [lockFolder(dataFolder)];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const ipfs = environment.ipfsUrl === null ? await startEmbeddedNode(environment, log) : null;
    closers.push(() => ipfs?.close());
    const ipfsUrl = environment.ipfsUrl ?? ipfs!.url;
    const gateway = await startGateway(environment.gateway(ipfsUrl), log);
    closers.push(() => gateway.close());
    const content = pinnedContent(
      { apiUrl: ipfsUrl, token: environment.ipfsToken, timeoutMs: STORAGE_TIMEOUT_MS },
      ipfs !== null,
    );
    const startedAt = new Date().toISOString();
    const { database, deployment, tasks } = gateway;
    const control = await startControlServer(
      {
        status: async () => ({
          pid: process.pid,
          url: gateway.url,
          ipfsUrl,
          startedAt,
          health: await healthOf(gateway.url),
          index: gateway.indexStatus(),
          tasks: await tasks.counts(),
          deadLetters: await tasks.deadLetters(DEAD_LETTERS),
        }),
        backup: async (input) => {
          const { file, kind } = parse(BackupInput, input);
          return await writeBackup({ database, content, deployment }, file, kind);
        },
        retry: async (input) => {
          const { id } = parse(RetryInput, input);
          if (!(await tasks.revive(id))) throw new SymbolonError("E9006", { what: `The dead letter ${id}` });
          return { id };
        },
      },
      log,
    );
    closers.push(() => control.close());
    writeHubState(dataFolder, {
      pid: process.pid,
      url: gateway.url,
      ipfsUrl,
      controlUrl: control.url,
      controlToken: control.token,
      startedAt,
    });
    closers.push(() => removeHubState(dataFolder));
    return { url: gateway.url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The embedded storage node of a hub's folder. */
function startEmbeddedNode(environment: HubEnvironment, log: Logger) {
  return startIpfsNode({
    folder: join(environment.dataFolder, "ipfs"),
    apiToken: environment.ipfsToken,
    host: environment.ipfsHost,
    port: environment.ipfsPort,
    maxUploadBytes: environment.maxUploadBytes,
    onError: (error) => log.error({ err: error }, "a request to the storage node failed"),
  });
}

/** What `GET /health` says, 503 or not. */
async function healthOf(url: string): Promise<unknown> {
  return await (await fetch(`${url}/health`)).json();
}

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (!result.success) throw new SymbolonError("E9009", { reason: result.error.issues[0]!.message });
  return result.data;
}
