import { SymbolonError } from "@symbolon/protocol";
import { interrupted } from "../mpc/rss/interrupted.ts";
import { stopped } from "../mpc/rss/stopped.ts";
import { connectionSource } from "./connectionSource.ts";
import { DEFAULT_LINK_LIMITS, type LinkLimits } from "./linkLimits.ts";
import type { NodeIdentity } from "./loadNodeIdentity.ts";
import { type MessageLink, messageLink } from "./messageLink.ts";
import type { PeerAddress } from "./peerAddress.ts";
import type { PeerListener, PeerSocket } from "./peerListener.ts";
import type { SessionBook } from "./sessionBook.ts";
import { unlessAborted } from "./unlessAborted.ts";

/** Sent on a link once both links of a node stand; a session starts where it was sent and received on both. */
const START = new TextEncoder().encode("symbolon/start/1");

const SIDES = ["previous", "next"] as const;
type Side = (typeof SIDES)[number];

export type LinkSetup = {
  readonly orderId: string;
  /** 32 bytes that name this attempt at a job, the same at all three; used once in a node's life. */
  readonly session: Uint8Array;
  readonly index: 0 | 1 | 2;
  readonly identity: NodeIdentity;
  readonly listener: PeerListener;
  readonly sessions: SessionBook;
  /** The nodes that are party index - 1 and index + 1, modulo 3. */
  readonly peers: { readonly previous: PeerAddress; readonly next: PeerAddress };
  /** How long to wait until all three are there, in milliseconds; default 30,000. */
  readonly connectMs?: number;
  readonly limits?: LinkLimits;
};

/** The two links of one party for one session. */
export type OpenedLinks = {
  readonly previous: MessageLink;
  readonly next: MessageLink;
  /** The session of the setup: what a transcript of these links belongs to. */
  readonly session: Uint8Array;
  /** Bytes written to the network so far with everything that TLS adds, handshakes included. */
  readonly wireBytesSent: () => number;
  /** Closes both links. Never throws. */
  readonly close: () => Promise<void>;
};

/**
 * Opens the links of one party to the two others: one connection per pair, dialled by the party with the smaller index. Until the session starts, a
 * connection that breaks is made again, so nodes may come up, or come back, in any order; afterwards a lost connection ends
 * the session. Throws E4020, with nothing left open, when a party is not there in time, shows another key than its pin, or when this node has
 * taken part in this session before; E8002 when the session cannot be written down.
 */
export async function openLinks(setup: LinkSetup): Promise<OpenedLinks> {
  const { orderId, session, index, sessions, connectMs = 30_000 } = setup;
  if (session.length !== 32) throw new RangeError(`the session has ${session.length} bytes, expected 32`);
  const replayed = () => stopped(orderId, "this node has taken part in this session before");
  if (await sessions.used(session)) throw replayed();
  const end = performance.now() + connectMs;
  const abandoned = new AbortController();
  const signal = AbortSignal.any([abandoned.signal, AbortSignal.timeout(connectMs)]);
  const present = { previous: Promise.withResolvers<void>(), next: Promise.withResolvers<void>() };
  const both = Promise.all([present.previous.promise, present.next.promise]);
  const opened = new Map<Side, MessageLink>();
  const raws = new Map<Side, PeerSocket["raw"]>();

  const peerOf = (side: Side): number => (index + (side === "next" ? 1 : 2)) % 3;
  const openSide = async (side: Side): Promise<MessageLink> => {
    const peer = peerOf(side);
    const address = setup.peers[side];
    const source = connectionSource({ ...setup, own: index, peer, address, signal });
    try {
      for (;;) {
        const { socket, raw } = await source.next();
        const link = messageLink(socket, { orderId, peer, limits: setup.limits ?? DEFAULT_LINK_LIMITS });
        opened.set(side, link);
        raws.set(side, raw);
        present[side].resolve();
        await unlessAborted(both, signal);
        try {
          link.send(START);
          if (Buffer.compare(await link.receive(Math.max(1, end - performance.now())), START) === 0)
            return link;
        } catch {
          // Cut off before the start: the next connection counts.
        }
        await link.close();
      }
    } finally {
      source.stop();
    }
  };

  const close = async (): Promise<void> => {
    await Promise.all([...opened.values()].map((link) => link.close()));
  };
  const sides = [openSide("previous"), openSide("next")] as const;
  try {
    const [previous, next] = await Promise.all(sides);
    if (!(await sessions.claim(session))) throw replayed();
    return {
      previous,
      next,
      session,
      wireBytesSent: () => [...raws.values()].reduce((sum, raw) => sum + raw.bytesWritten, 0),
      close,
    };
  } catch (error) {
    abandoned.abort();
    await close();
    // A connection that came through in this moment becomes a link of its side before that side sees the signal.
    await Promise.allSettled(sides);
    await close();
    if (error instanceof SymbolonError) throw error;
    const missing = SIDES.filter((side) => !opened.has(side)).map(peerOf);
    const reason =
      missing.length === 0 ? "not everybody started" : `no link to party ${missing.join(" and ")}`;
    throw interrupted(orderId, `${reason} in time`, error);
  }
}
