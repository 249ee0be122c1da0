import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DEFAULT_LINK_LIMITS,
  loadNodeIdentity,
  openLinks,
  type PeerAddress,
  peerListener,
  sessionBook,
} from "@symbolon/synth-worker/links";
import type { Link } from "@symbolon/synth-worker/mpc";
import { type DelayedLink, delayedLink } from "./delayedLink.ts";
import type { MpcJob } from "./nodeWords.ts";
import { plainNode } from "./plainNode.ts";

/** The name of the order that is measured. */
export const BENCH_ORDER = "bench";
/** A run may wait for nodes that share two cores. */
const DEADLINE_MS = 120_000;

/** Whom a node connects to, and how far away they seem. */
export type BenchPeers = {
  readonly session: readonly number[];
  readonly peers: { readonly previous: PeerAddress; readonly next: PeerAddress };
  /** Added to every message's way, in milliseconds one way. */
  readonly delayMs: number;
};

/** What a node sent so far. The time stamps of an emulated delay are taken off. */
export type BenchTraffic = {
  /** Messages with their headers and prefixes: what TCP carries without TLS. */
  readonly frameBytes: number;
  /** What was written to the network: with `tls`, records and tags included. */
  readonly wireBytes: number;
};

export type BenchNode = {
  readonly address: PeerAddress;
  readonly open: (peers: BenchPeers) => Promise<{
    readonly ends: { readonly previous: Link; readonly next: Link };
    readonly sent: () => BenchTraffic;
    readonly close: () => Promise<void>;
  }>;
  readonly close: () => Promise<void>;
};

/** Party `index` of a measurement, listening on a free port of the loopback interface: over TLS as in the product, or without. */
export async function benchNode(index: 0 | 1 | 2, transport: MpcJob["transport"]): Promise<BenchNode> {
  const folder = await mkdtemp(join(tmpdir(), "symbolon-bench-node-"));
  const network = transport === "tls" ? await overTls(folder, index) : await overTcp(index);
  return {
    address: { host: "127.0.0.1", port: network.port, pin: network.pin },
    async open(peers) {
      const links = await network.open(peers);
      const delayed: DelayedLink[] = [];
      const far = (link: Link): Link => {
        if (peers.delayMs === 0) return link;
        const slow = delayedLink(link, peers.delayMs);
        delayed.push(slow);
        return slow;
      };
      const ends = { previous: far(links.previous), next: far(links.next) };
      const added = () => delayed.reduce((sum, link) => sum + link.addedBytes(), 0);
      return {
        ends,
        sent: () => ({
          frameBytes: links.previous.traffic().sentBytes + links.next.traffic().sentBytes - added(),
          wireBytes: links.wireBytesSent() - added(),
        }),
        close: links.close,
      };
    },
    async close() {
      network.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function overTls(folder: string, index: 0 | 1 | 2) {
  const identity = await loadNodeIdentity(folder);
  const listener = await peerListener({ identity, host: "127.0.0.1", port: 0 });
  const sessions = sessionBook(folder);
  return {
    port: listener.port,
    pin: identity.pin,
    open: async ({ session, peers }: BenchPeers) =>
      await openLinks({
        orderId: BENCH_ORDER,
        session: Uint8Array.from(session),
        index,
        identity,
        listener,
        sessions,
        peers,
        limits: { ...DEFAULT_LINK_LIMITS, deadlineMs: DEADLINE_MS },
      }),
    close: () => listener.close(),
  };
}

async function overTcp(index: number) {
  const { port, open, close } = await plainNode(index);
  return {
    port,
    pin: `0x${"00".repeat(32)}` as const,
    open: async ({ peers }: BenchPeers) => await open(peers, DEADLINE_MS),
    close,
  };
}
