import { setTimeout as delay } from "node:timers/promises";
import { type Hex, SymbolonError } from "@symbolon/protocol";
import { dialPeer } from "./dialPeer.ts";
import type { Hello } from "./helloBytes.ts";
import type { NodeIdentity } from "./loadNodeIdentity.ts";
import type { PeerAddress } from "./peerAddress.ts";
import type { PeerListener, PeerSocket } from "./peerListener.ts";
import { unlessAborted } from "./unlessAborted.ts";

/** Pause between two tries to connect, in milliseconds. */
const RETRY_MILLISECONDS = 200;

/** Connections to one party for one session. */
export type ConnectionSource = {
  /** The next identified connection. Rejects when the signal fires; with E4020 when the party shows another key than its pin. */
  readonly next: () => Promise<PeerSocket>;
  /** No more connections are made or taken; the last one stays. */
  readonly stop: () => void;
};

/** Dials where `own` has the smaller index, and listens otherwise. A newer connection of the same party ends the older one. */
export function connectionSource(input: {
  orderId: string;
  session: Uint8Array;
  own: number;
  peer: number;
  address: PeerAddress;
  identity: NodeIdentity;
  listener: PeerListener;
  signal: AbortSignal;
}): ConnectionSource {
  const { session, own, peer, address, listener, signal } = input;
  return own < peer
    ? dialled({ ...input, hello: { session, from: own, to: peer } })
    : awaited(listener, { session, from: peer, to: own }, address.pin, signal);
}

function dialled(input: Parameters<typeof dialPeer>[0]): ConnectionSource {
  return {
    async next() {
      for (;;) {
        try {
          return await dialPeer(input);
        } catch (error) {
          if (error instanceof SymbolonError) throw error;
          await delay(RETRY_MILLISECONDS, undefined, { signal: input.signal });
        }
      }
    },
    stop: () => undefined,
  };
}

function awaited(listener: PeerListener, hello: Hello, pin: Hex, signal: AbortSignal): ConnectionSource {
  let arrived = Promise.withResolvers<void>();
  let newest: PeerSocket | undefined;
  let taken: PeerSocket | undefined;
  const registration = listener.expect(hello, pin, (connected) => {
    newest?.socket.destroy();
    newest = connected;
    arrived.resolve();
  });
  return {
    async next() {
      await unlessAborted(arrived.promise, signal);
      arrived = Promise.withResolvers();
      taken = newest;
      return newest!;
    },
    stop() {
      registration.stop();
      if (newest !== taken) newest?.socket.destroy();
    },
  };
}
