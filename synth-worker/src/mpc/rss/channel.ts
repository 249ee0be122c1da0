import { runningHash } from "../../random/runningHash.ts";
import { interrupted } from "./interrupted.ts";
import type { Link } from "./link.ts";
import { stopped } from "./stopped.ts";

/** Session tag, sequence number, step: three little-endian uint32 before each payload. */
const HEADER_BYTES = 12;
/** The step of the message that says "I stopped"; no operation has this number. */
const STOP_STEP = 0xffffffff;

/** A link with frames on it: each message carries session, sequence number and step, and enters a transcript. */
export type Channel = {
  /** Sends the parts as one message of `step`; returns the bytes on the wire. */
  readonly send: (step: number, ...parts: readonly Uint8Array[]) => number;
  /**
   * The payload of the next message, which must be of `step` and have `length` bytes; valid until the caller lets go. Throws E4020
   * when it is anything else: replayed, skipped, of another step or session, cut or stretched, or a "stop".
   */
  readonly receive: (step: number, length: number) => Promise<Uint8Array>;
  /** Tells the other end to stop; never throws. */
  readonly sendStop: () => void;
  /** SHA-256 over all messages sent so far, and over all received: the other end has the same two, exchanged. */
  readonly transcript: () => { readonly sent: Uint8Array; readonly received: Uint8Array };
};

/** Frames on `link` to `peer` (for texts), for the session whose 32-byte digest is `session`. */
export function openChannel(input: {
  link: Link;
  session: Uint8Array;
  orderId: string;
  peer: number;
}): Channel {
  const { link, session, orderId, peer } = input;
  const tag = new DataView(session.buffer, session.byteOffset).getUint32(0, true);
  const sent = runningHash();
  const received = runningHash();
  sent.update(session);
  received.update(session);
  let nextSent = 0;
  let nextReceived = 0;

  const send = (step: number, ...parts: readonly Uint8Array[]): number => {
    let length = HEADER_BYTES;
    for (const part of parts) length += part.length;
    const frame = new Uint8Array(length);
    const header = new DataView(frame.buffer);
    header.setUint32(0, tag, true);
    header.setUint32(4, nextSent++, true);
    header.setUint32(8, step, true);
    let at = HEADER_BYTES;
    for (const part of parts) {
      frame.set(part, at);
      at += part.length;
    }
    sent.update(frame);
    link.send(frame);
    return length;
  };

  return {
    send,
    async receive(step, length) {
      let frame: Uint8Array;
      try {
        frame = await link.receive();
      } catch (cause) {
        throw interrupted(orderId, `no message from party ${peer} at step ${step}`, cause);
      }
      if (frame.length < HEADER_BYTES) throw stopped(orderId, `a message of party ${peer} is cut`);
      const header = new DataView(frame.buffer, frame.byteOffset);
      if (header.getUint32(0, true) !== tag) {
        throw stopped(orderId, `a message of party ${peer} belongs to another session`);
      }
      if (header.getUint32(4, true) !== nextReceived) {
        throw stopped(orderId, `the messages of party ${peer} are out of sequence`);
      }
      const frameStep = header.getUint32(8, true);
      if (frameStep === STOP_STEP) throw interrupted(orderId, `party ${peer} stopped`);
      if (frameStep !== step) throw stopped(orderId, `party ${peer} is at another step`);
      if (frame.length !== HEADER_BYTES + length) {
        throw stopped(orderId, `a message of party ${peer} has a wrong length`);
      }
      nextReceived++;
      received.update(frame);
      return frame.subarray(HEADER_BYTES);
    },
    sendStop() {
      try {
        send(STOP_STEP);
      } catch {
        // The link is gone; the other end notices by itself.
      }
    },
    transcript: () => ({ sent: sent.digest(), received: received.digest() }),
  };
}
