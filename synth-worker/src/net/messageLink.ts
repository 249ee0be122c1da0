import type { Duplex } from "node:stream";
import type { SymbolonError } from "@symbolon/protocol";
import { interrupted } from "../mpc/rss/interrupted.ts";
import type { Link } from "../mpc/rss/link.ts";
import { stopped } from "../mpc/rss/stopped.ts";
import { framePrefix } from "./framePrefix.ts";
import { frameReader } from "./frameReader.ts";
import type { LinkLimits } from "./linkLimits.ts";

/** Bytes handed to the socket at once; more wait until it drains, so that TLS never holds the ciphertext of a whole message. */
const CHUNK_BYTES = 65_536;
/** Messages up to this size are copied behind their prefix: cheaper than two writes. */
const COPIED_BYTES = 4_096;

/** What a waiting message is counted with beside its bytes: without it, empty messages could wait without limit. */
const MESSAGE_OVERHEAD_BYTES = 128;

/** A Link on a socket. */
export type MessageLink = Omit<Link, "receive"> & {
  /** As Link says, within `deadlineMs` (by default the limits' deadline). One call at a time. Rejects with E4020 that names the party. */
  readonly receive: (deadlineMs?: number) => Promise<Uint8Array>;
  /** Resolves once at most 1 MiB waits to be sent, or the link has ended. For senders of more than a round's messages. */
  readonly drained: () => Promise<void>;
  /** Resolves when nothing more will be received: the other end is gone, or this one was closed. For who waits for something else meanwhile. */
  readonly ended: Promise<void>;
  /** Sends what waits, says goodbye, and lets the other end finish; what still arrives is thrown away. Never throws. */
  readonly close: () => Promise<void>;
  /** Bytes of messages and their prefixes so far, before encryption; and what waits now, in this process. */
  readonly traffic: () => LinkTraffic;
};

/** Counters of a link, in bytes. */
export type LinkTraffic = {
  readonly sentBytes: number;
  readonly waitingToSendBytes: number;
  readonly waitingToBeReceivedBytes: number;
};

const DRAINED_BYTES = 2 ** 20;

/**
 * Messages on a connected socket to party `peer`. Each is a frame: length (uint32), body. The computation's own header, with session, sequence number
 * and step, is in the body (mpc/rss/channel.ts) and checked there. Reading stops while more than `receivedBytes` wait to be received, so that TCP holds
 * the sender back. A frame above `messageBytes` or a send queue above `queuedBytes` ends the link. Nothing is logged.
 */
export function messageLink(
  socket: Duplex,
  { orderId, peer, limits }: { orderId: string; peer: number; limits: LinkLimits },
): MessageLink {
  const reader = frameReader(limits.messageBytes);
  const received: Uint8Array[] = [];
  let receivedBytes = 0;
  let waiter: { resolve(message: Uint8Array): void; reject(error: SymbolonError): void } | undefined;
  let end: SymbolonError | undefined;
  let closing = false;
  const outgoing: Uint8Array[] = [];
  let queuedBytes = 0;
  let sentBytes = 0;
  let blocked = false;
  const drainWaiters: (() => void)[] = [];
  const ended = Promise.withResolvers<void>();

  /** Nothing more will be received after what is in the queue. */
  const finish = (reason: string, cause?: unknown): void => {
    if (end === undefined) {
      end = interrupted(orderId, reason, cause);
      waiter?.reject(end);
      waiter = undefined;
      ended.resolve();
    }
    for (const wake of drainWaiters.splice(0)) wake();
  };
  const pump = (): void => {
    if (blocked || outgoing.length === 0 || socket.destroyed) return;
    socket.cork();
    while (outgoing.length > 0 && !blocked) {
      const chunk = outgoing.shift()!;
      queuedBytes -= chunk.length;
      blocked = !socket.write(chunk);
    }
    socket.uncork();
    if (queuedBytes <= DRAINED_BYTES) for (const wake of drainWaiters.splice(0)) wake();
  };
  const deliver = (message: Uint8Array): void => {
    if (waiter === undefined) {
      received.push(message);
      receivedBytes += message.length + MESSAGE_OVERHEAD_BYTES;
    } else {
      waiter.resolve(message);
      waiter = undefined;
    }
  };

  socket.on("data", (chunk: Uint8Array) => {
    if (closing || end !== undefined) return;
    try {
      for (const message of reader.push(chunk)) deliver(message);
    } catch (cause) {
      finish(`party ${peer} sent a frame that is too long`, cause);
      socket.destroy();
      return;
    }
    if (receivedBytes > limits.receivedBytes) socket.pause();
  });
  socket.on("drain", () => {
    blocked = false;
    pump();
  });
  const onEnd = (): void =>
    finish(reader.inside() ? `party ${peer} was cut off in a message` : `party ${peer} ended the connection`);
  socket.on("end", onEnd);
  socket.on("close", onEnd);
  socket.on("error", (cause) => finish(`the connection to party ${peer} broke`, cause));
  if (socket.destroyed || socket.readableEnded) onEnd();
  socket.resume();

  return {
    ended: ended.promise,
    send(bytes) {
      if (closing || socket.destroyed || !socket.writable) {
        throw end ?? interrupted(orderId, `the link to party ${peer} is closed`);
      }
      if (bytes.length > limits.messageBytes) throw new RangeError(`a message of ${bytes.length} bytes`);
      if (queuedBytes + bytes.length > limits.queuedBytes) {
        finish(`party ${peer} does not take what it is sent`);
        socket.destroy();
        throw end;
      }
      const prefix = framePrefix(bytes.length);
      if (bytes.length <= COPIED_BYTES) {
        const frame = new Uint8Array(prefix.length + bytes.length);
        frame.set(prefix);
        frame.set(bytes, prefix.length);
        outgoing.push(frame);
      } else {
        outgoing.push(prefix);
        for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
          outgoing.push(bytes.subarray(from, from + CHUNK_BYTES));
        }
      }
      queuedBytes += prefix.length + bytes.length;
      sentBytes += prefix.length + bytes.length;
      pump();
    },
    receive(deadlineMs = limits.deadlineMs) {
      const first = received.shift();
      if (first !== undefined) {
        receivedBytes -= first.length + MESSAGE_OVERHEAD_BYTES;
        if (socket.isPaused() && receivedBytes <= limits.receivedBytes / 2) socket.resume();
        return Promise.resolve(first);
      }
      if (end !== undefined) return Promise.reject(end);
      if (waiter !== undefined) return Promise.reject(stopped(orderId, "two receives at once"));
      return new Promise((resolve, reject) => {
        const expire = (): void => finish(`party ${peer} sent nothing for ${deadlineMs} ms`);
        // A process that was busy itself sees its timer before what has arrived meanwhile: that gets one turn of the event loop.
        const timer = setTimeout(() => setImmediate(() => waiter === mine && expire()), deadlineMs);
        const mine = {
          resolve(message: Uint8Array) {
            clearTimeout(timer);
            resolve(message);
          },
          reject(error: SymbolonError) {
            clearTimeout(timer);
            reject(error);
          },
        };
        waiter = mine;
      });
    },
    async drained() {
      if (queuedBytes <= DRAINED_BYTES || socket.destroyed) return;
      await new Promise<void>((resolve) => drainWaiters.push(resolve));
    },
    async close() {
      if (!closing) {
        closing = true;
        finish(`the link to party ${peer} is closed`);
        received.length = 0;
        receivedBytes = 0;
      }
      if (socket.destroyed) return;
      socket.resume();
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => socket.destroy(), limits.closeMs);
        socket.once("close", () => {
          clearTimeout(timer);
          resolve();
        });
        const sayGoodbye = (): void => {
          pump();
          if (outgoing.length === 0) socket.end();
          else socket.once("drain", sayGoodbye);
        };
        sayGoodbye();
      });
    },
    traffic: () => ({
      sentBytes,
      waitingToSendBytes: queuedBytes + socket.writableLength,
      waitingToBeReceivedBytes: receivedBytes + socket.readableLength,
    }),
  };
}
