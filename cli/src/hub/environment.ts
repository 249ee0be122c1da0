import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Variables for a process of the hub; it reads and checks them itself. */
export type HubVariables = Record<string, string | undefined>;

/** What the hub commands take from outside. */
export type HubCommandEnvironment = {
  readonly dataFolder: string;
  readonly hub: HubVariables;
  /** For the worker beside a hub that runs. */
  worker(hubUrl: string): HubVariables;
};

/** Variables that hub and worker would each understand in its own way; the worker's have names of their own here. */
const WORKER_NAMES = { WORKER_PORT: "PORT", WORKER_HOST: "HOST", WORKER_PUBLIC_URL: "PUBLIC_URL" } as const;

/** Reads the environment for the processes that the hub commands start. `data` is the option of that name. */
export function readHubCommandEnvironment(
  data: string | undefined,
  variables: HubVariables = process.env,
): HubCommandEnvironment {
  const dataFolder = resolve(data ?? (variables.DATA_DIR || "symbolon-hub"));
  return {
    dataFolder,
    hub: { ...variables, DATA_DIR: dataFolder },
    worker(hubUrl) {
      const { PORT: _port, HOST: _host, PUBLIC_URL: _url, DATABASE_URL: _database, ...shared } = variables;
      const own = Object.entries(WORKER_NAMES).map(([name, as]) => [as, variables[name]] as const);
      return {
        ...shared,
        ...Object.fromEntries(own.filter(([, value]) => value !== undefined)),
        GATEWAY_URL: hubUrl,
        STATE_DIR: join(dataFolder, "worker"),
        ...(variables.IPFS_API_URL ? {} : embeddedStorage(dataFolder)),
      };
    },
  };
}

/** How the storage node that the hub itself runs is reached; the hub has written it down by the time it serves. */
function embeddedStorage(dataFolder: string): HubVariables {
  const { ipfsUrl } = JSON.parse(readFileSync(join(dataFolder, "hub.json"), "utf8")) as { ipfsUrl: string };
  return {
    IPFS_API_URL: ipfsUrl,
    IPFS_API_TOKEN: readFileSync(join(dataFolder, "ipfs.token"), "utf8").trim(),
  };
}
