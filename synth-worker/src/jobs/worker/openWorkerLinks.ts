import { SymbolonError } from "@symbolon/protocol";
import { loadNodeIdentity } from "../../net/loadNodeIdentity.ts";
import { peerListener } from "../../net/peerListener.ts";
import { sessionBook } from "../../net/sessionBook.ts";
import type { Chain } from "../shared/chain.ts";
import { signNodeCertificate } from "../shared/nodeCertificate.ts";
import type { WorkerEnvironment } from "./environment.ts";
import type { WorkerLinks } from "./workerNode.ts";

/**
 * Listens for other nodes' links, with the key of the state folder, and signs where and with which key. Throws E8001 when the port is taken, E8002 and
 * E4010 for a key that cannot be kept or read.
 */
export async function openWorkerLinks(
  chain: Chain,
  environment: Pick<
    WorkerEnvironment,
    "STATE_DIR" | "LINK_HOST" | "LINK_PORT" | "PUBLIC_LINK_HOST" | "PUBLIC_LINK_PORT"
  >,
): Promise<WorkerLinks> {
  const { STATE_DIR: folder, LINK_HOST: host, LINK_PORT: port } = environment;
  const identity = await loadNodeIdentity(folder);
  const listener = await peerListener({ identity, host, port }).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === "EADDRINUSE" ? new SymbolonError("E8001", { port }, { cause }) : cause;
  });
  const certificate = await signNodeCertificate(chain, {
    host: environment.PUBLIC_LINK_HOST ?? host,
    port: environment.PUBLIC_LINK_PORT ?? listener.port,
    pin: identity.pin,
  });
  return { identity, listener, sessions: sessionBook(folder), certificate };
}
