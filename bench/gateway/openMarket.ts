import { fork } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { kuboContentStore } from "@symbolon/gateway/src/adapters/kuboContentStore.ts";
import { startIpfsNode } from "@symbolon/gateway/src/ipfs/startIpfsNode.ts";
import { digestOfDocument, documentBytes, HEALTH_CATEGORIES } from "@symbolon/protocol";
import { endWithThisProcess } from "../../scripts/endWithThisProcess.ts";
import { repositoryRoot } from "../../scripts/repositoryRoot.ts";
import { benchDeployment } from "../index/benchDeployment.ts";
import { account } from "../index/hexWords.ts";
import { listingEvents } from "../index/listingEvents.ts";
import { memoryChain } from "../index/memoryChain.ts";
import { benchSchema, catalogueDocument } from "./catalogueDocuments.ts";
import { serveChain } from "./serveChain.ts";

/** A gateway process over a made-up market, every document fetched. */
export type OpenMarket = { readonly url: string; readonly pid: number; close(): Promise<void> };

const TOKEN = "a-token-for-the-benchmark";
const READY_MS = 60_000;
const FETCHED_MS = 180_000;
/** The embedded database is tidied 10 and 30 seconds after its start: figures are of a gateway that has run for a while. */
const SETTLED_MS = 35_000;

/**
 * Starts chain and storage node in this process and the gateway as the process it is (PGlite in `folder`), with `datasets` listed datasets, and
 * waits until it has read them all. With a `profileFolder` V8 writes the gateway's CPU profile there when it ends. Throws Error when it does not
 * come up in a minute or needs more than three for the documents.
 */
export async function openMarket(
  folder: string,
  datasets: number,
  profileFolder?: string,
): Promise<OpenMarket> {
  const ipfs = await startIpfsNode({
    folder: join(folder, "ipfs"),
    apiToken: TOKEN,
    host: "127.0.0.1",
    port: 0,
    maxUploadBytes: 1_000_000,
    onError: (error) => {
      throw error;
    },
  });
  const store = kuboContentStore({ apiUrl: ipfs.url, token: TOKEN, timeoutMs: 20_000 });
  await store.add(documentBytes(benchSchema));
  const listings = [];
  for (let n = 1; n <= datasets; n++) {
    const document = catalogueDocument(n);
    await store.add(documentBytes(document));
    const terms = {
      catalogueDigest: digestOfDocument(document),
      schemaDigest: digestOfDocument(benchSchema),
      categoryCode: BigInt(n % HEALTH_CATEGORIES.length),
      priceWei: BigInt(n) * 10n ** 17n,
    };
    listings.push(listingEvents(BigInt(n), account(0x1000 + (n % 50)), terms));
  }
  const chain = await serveChain(memoryChain(benchDeployment, listings, 4));
  const deploymentFile = join(folder, "deployment.json");
  await writeFile(deploymentFile, JSON.stringify(benchDeployment));
  const child = fork(join(repositoryRoot, "gateway/src/main.ts"), [], {
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    execArgv: profileFolder === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profileFolder}`],
    env: {
      PATH: process.env.PATH,
      SYMBOLON_DEPLOYMENT: deploymentFile,
      RPC_URL: chain.url,
      DATA_DIR: join(folder, "gateway"),
      IPFS_API_URL: ipfs.url,
      IPFS_API_TOKEN: TOKEN,
      PORT: "0",
    },
  });
  endWithThisProcess(child);
  const close = async () => {
    const gone = child.exitCode === null ? new Promise((resolve) => child.once("exit", resolve)) : null;
    child.kill("SIGTERM");
    await gone;
    await chain.close();
    await ipfs.close();
  };
  try {
    const url = await new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("the gateway did not start")), READY_MS);
      child.once("exit", (code) => reject(new Error(`the gateway ended with ${code}`)));
      child.once("message", (message: { ready: boolean; url?: string }) => {
        clearTimeout(timer);
        if (message.url === undefined)
          reject(new Error(`the gateway did not start: ${JSON.stringify(message)}`));
        else resolve(message.url);
      });
    });
    await allFetched(url, datasets + 1);
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
    return { url, pid: child.pid!, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function allFetched(url: string, documents: number): Promise<void> {
  const until = performance.now() + FETCHED_MS;
  while (performance.now() < until) {
    const status = (await (await fetch(`${url}/status`)).json()) as { documents: { cached: number } };
    if (status.documents.cached === documents) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`the gateway has not fetched ${documents} documents in ${FETCHED_MS / 1000} s`);
}
