import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadNodeIdentity, type NodeIdentity } from "../loadNodeIdentity.ts";
import { type LinkSetup, type OpenedLinks, openLinks } from "../openLinks.ts";
import type { PeerAddress } from "../peerAddress.ts";
import { type PeerListener, peerListener } from "../peerListener.ts";
import { type SessionBook, sessionBook } from "../sessionBook.ts";

/** A node of a test: its key in a folder of its own, listening on a free port of the loopback interface. */
export type TestNode = {
  readonly index: 0 | 1 | 2;
  readonly identity: NodeIdentity;
  readonly listener: PeerListener;
  readonly sessions: SessionBook;
  readonly address: PeerAddress;
};

/** Three nodes in this process. `stop` closes links and listeners and removes the folders. */
export async function testNodes(): Promise<{
  nodes: readonly [TestNode, TestNode, TestNode];
  /** Opens node `index`'s links for `session`; `change` replaces parts of its setup. */
  open(index: 0 | 1 | 2, session: Uint8Array, change?: Partial<LinkSetup>): Promise<OpenedLinks>;
  stop(): Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), "symbolon-links-"));
  const start = async (index: 0 | 1 | 2): Promise<TestNode> => {
    const home = join(folder, String(index));
    const identity = await loadNodeIdentity(home);
    const listener = await peerListener({ identity, host: "127.0.0.1", port: 0 });
    const address = { host: "127.0.0.1", port: listener.port, pin: identity.pin };
    return { index, identity, listener, sessions: sessionBook(home), address };
  };
  const opened: OpenedLinks[] = [];
  const nodes = [await start(0), await start(1), await start(2)] as const;
  return {
    nodes,
    async open(index, session, change = {}) {
      const { identity, listener, sessions } = nodes[index];
      const peers = { previous: nodes[(index + 2) % 3]!.address, next: nodes[(index + 1) % 3]!.address };
      const links = await openLinks({
        orderId: "7",
        session,
        index,
        identity,
        listener,
        sessions,
        peers,
        connectMs: 30_000,
        ...change,
      });
      opened.push(links);
      return links;
    },
    async stop() {
      await Promise.all(opened.map((links) => links.close()));
      for (const { listener } of nodes) listener.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
