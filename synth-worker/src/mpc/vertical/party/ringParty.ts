import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { SymbolonError } from "@symbolon/protocol";
import { runningHash } from "../../../random/runningHash.ts";
import { type SecretStream, secretStream } from "../../../random/secretStream.ts";
import { type Channel, openChannel } from "../../rss/channel.ts";
import { isInterruption } from "../../rss/interrupted.ts";
import type { Link } from "../../rss/link.ts";
import type { PartyKeys } from "../../rss/partyKeys.ts";
import { stopped } from "../../rss/stopped.ts";
import { transcriptDigest } from "../../rss/transcriptDigest.ts";
import { ringBytes } from "../ring/ringBytes.ts";
import type { RingKernel } from "../ring/ringKernel.ts";
import type { RingShared } from "../ring/ringShared.ts";

/** What a party starts from. Keys and session are of one job and one attempt: after a stop both are made anew. */
export type RingPartySetup = {
  readonly index: 0 | 1 | 2;
  readonly orderId: string;
  readonly keys: PartyKeys;
  /** 32 bytes that name this attempt, the same at all three; not those of a Boolean party of the same keys. */
  readonly session: Uint8Array;
  /** To party index - 1 and to party index + 1, modulo 3. */
  readonly links: { readonly previous: Link; readonly next: Link };
  readonly kernel: RingKernel;
};

/**
 * One of three parties of a computation on numbers modulo 2^64. All three call the same operations in the same order, one at a time. Every
 * operation throws E4020 when a message does not fit; the others are told, and nothing works afterwards.
 */
export type RingParty = {
  /** Its place; party i holds components i and i + 1 modulo 3. */
  readonly index: 0 | 1 | 2;
  readonly orderId: string;
  readonly kernel: RingKernel;
  readonly cost: { bytesSent: number; rounds: number };
  /** Numbers that no party knows: no traffic. */
  readonly random: (length: number) => RingShared;
  /** From three private vectors a sharing of their sum, one element of traffic each; nobody learns another's vector. */
  readonly reshare: (part: BigUint64Array) => Promise<RingShared>;
  /** Shows the numbers to all three; both holders of the missing component must give the same. */
  readonly open: (x: RingShared) => Promise<BigUint64Array<ArrayBuffer>>;
  /** 32 public random bytes that nobody could foresee when any earlier message was sent. */
  readonly coin: () => Promise<Uint8Array>;
  /** Stops unless all three come with the same bytes; `subject` names them in the error. */
  readonly agree: (bytes: Uint8Array, subject: string) => Promise<void>;
  /** New streams from the pairwise keys, other ones at every call; the neighbour gets the same. */
  readonly pairStreams: (purpose: string) => { readonly own: SecretStream; readonly next: SecretStream };
  /** SHA-256 of each link's messages so far; both ends of a link have the same one after the last operation. */
  readonly transcripts: () => { readonly previous: Uint8Array; readonly next: Uint8Array };
  /** Ends the computation at all three: keys are forgotten. Gives the error to throw. */
  readonly stop: (reason: string) => Error;
  /** Ends this party after a finished computation: keys are forgotten, later calls throw E4020. */
  readonly close: () => void;
};

const STEPS = { reshare: 0, ready: 1, open: 2, copy: 3, agree: 4 } as const;
/** Bytes per message: what is sent while the rest is still being prepared by the neighbour. */
const MESSAGE_BYTES = 65536;
const READY = Uint8Array.of(1);

/** Starts a party. Throws RangeError for a wrong session length. */
export function ringParty(setup: RingPartySetup): RingParty {
  const { index, orderId, keys, session, links, kernel } = setup;
  if (session.length !== 32) throw new RangeError(`the session has ${session.length} bytes, expected 32`);
  const previous = openChannel({ link: links.previous, session, orderId, peer: (index + 2) % 3 });
  const next = openChannel({ link: links.next, session, orderId, peer: (index + 1) % 3 });
  const cost = { bytesSent: 0, rounds: 0 };
  const streams: SecretStream[] = [];
  let operation = 0;
  let busy = false;
  let end: Error | undefined;

  const pairStreams = (purpose: string) => {
    const number = streams.length;
    const derive = (key: Uint8Array) => {
      const info = new TextEncoder().encode(`symbolon-ring/1 ${number} ${purpose}`);
      const stream = secretStream(hkdf(sha256, key, session, info, 16));
      streams.push(stream);
      return stream;
    };
    return { own: derive(keys.own), next: derive(keys.next) };
  };
  const masks = pairStreams("reshare");
  const shared = pairStreams("random");

  const close = () => {
    end ??= stopped(orderId, "it was ended");
    for (const stream of streams) stream.close();
  };
  const stop = (reason: string, cause?: unknown): Error => {
    if (end !== undefined) return end;
    // An interruption stays one: the job may be tried again.
    end = isInterruption(cause) ? (cause as SymbolonError) : stopped(orderId, reason, cause);
    close();
    previous.sendStop();
    next.sendStop();
    return end;
  };
  const stepOf = (kind: keyof typeof STEPS) => operation * 8 + STEPS[kind];
  const send = (channel: Channel, kind: keyof typeof STEPS, bytes: Uint8Array) => {
    for (let from = 0; from < bytes.length; from += MESSAGE_BYTES) {
      cost.bytesSent += channel.send(stepOf(kind), bytes.subarray(from, from + MESSAGE_BYTES));
    }
  };
  const receive = async (channel: Channel, kind: keyof typeof STEPS, length: number): Promise<Uint8Array> => {
    const bytes = new Uint8Array(length);
    for (let from = 0; from < length; from += MESSAGE_BYTES) {
      bytes.set(await channel.receive(stepOf(kind), Math.min(MESSAGE_BYTES, length - from)), from);
    }
    return bytes;
  };
  const operate = async <T>(run: () => Promise<T>): Promise<T> => {
    if (end !== undefined) throw end;
    // An opening must not overtake the check that it waits for.
    if (busy) throw stop("two operations at once");
    busy = true;
    operation++;
    cost.rounds++;
    try {
      return await run();
    } catch (error) {
      const reason = error instanceof SymbolonError ? error.details.reason : "an operation failed";
      throw stop(String(reason), error);
    } finally {
      busy = false;
    }
  };
  const requireSame = (got: Uint8Array, expected: Uint8Array, reason: string) => {
    if (got.some((byte, i) => byte !== expected[i])) throw stopped(orderId, reason);
  };
  const random = (length: number): RingShared => {
    if (end !== undefined) throw end;
    return { own: words(shared.own, length), next: words(shared.next, length) };
  };
  const open = (x: RingShared) =>
    operate(async () => {
      send(next, "open", ringBytes(x.own));
      send(previous, "copy", digestOf(ringBytes(x.next)));
      const value = new BigUint64Array(x.own.length);
      ringBytes(value).set(await receive(previous, "open", 8 * value.length));
      requireSame(
        await receive(next, "copy", 32),
        digestOf(ringBytes(value)),
        "two copies of a share differ",
      );
      for (let i = 0; i < value.length; i++) {
        value[i] = BigInt.asUintN(64, value[i]! + x.own[i]! + x.next[i]!);
      }
      return value;
    });

  return {
    index,
    orderId,
    kernel,
    cost,
    random,
    open,
    pairStreams,
    transcripts: () => ({
      previous: transcriptDigest(previous, false),
      next: transcriptDigest(next, true),
    }),
    stop: (reason) => stop(reason),
    close,
    reshare: (part) =>
      operate(async () => {
        const own = words(masks.own, part.length);
        const minus = words(masks.next, part.length);
        for (let i = 0; i < own.length; i++) own[i] = BigInt.asUintN(64, own[i]! - minus[i]! + part[i]!);
        send(previous, "reshare", ringBytes(own));
        const received = new BigUint64Array(part.length);
        ringBytes(received).set(await receive(next, "reshare", 8 * part.length));
        return { own, next: received };
      }),
    coin: async () => {
      // Without this round a party could see the coin before it sends its last message to a slower neighbour.
      await operate(async () => {
        for (const channel of [previous, next]) send(channel, "ready", READY);
        for (const channel of [previous, next]) {
          requireSame(await receive(channel, "ready", 1), READY, "a ready message is altered");
        }
      });
      return ringBytes(await open(random(4)));
    },
    agree: (bytes, subject) =>
      operate(async () => {
        const digest = digestOf(bytes);
        for (const channel of [previous, next]) send(channel, "agree", digest);
        for (const channel of [previous, next]) {
          requireSame(
            await receive(channel, "agree", 32),
            digest,
            `the nodes do not have the same ${subject}`,
          );
        }
      }),
  };
}

function words(stream: SecretStream, length: number): BigUint64Array<ArrayBuffer> {
  const out = new BigUint64Array(length);
  stream.fill(new Uint32Array(out.buffer), 0, 2 * length);
  return out;
}

function digestOf(bytes: Uint8Array): Uint8Array {
  const hash = runningHash();
  hash.update(bytes);
  return hash.digest();
}
