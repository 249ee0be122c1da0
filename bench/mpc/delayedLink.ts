import type { Link } from "@symbolon/synth-worker/mpc";

/** Bytes that a delayed link puts before each message: when it was sent. */
const STAMP_BYTES = 8;

/** A link whose messages take longer. */
export type DelayedLink = Link & {
  /** Bytes that the delaying itself has added to what was sent so far. */
  readonly addedBytes: () => number;
};

/**
 * Both ends of a link wrapped in this give a one-way delay of `delayMs` and the bandwidth of `link`. Each message carries its time of sending on the
 * machine's monotonic clock and is handed out no earlier than that plus the delay: an end that is busy meanwhile does not wait twice,
 * and messages under way together arrive together, as on a long wire.
 */
export function delayedLink(link: Link, delayMs: number): DelayedLink {
  let sent = 0;
  const now = () => Number(process.hrtime.bigint()) / 1e6;
  return {
    send(bytes) {
      const stamped = new Uint8Array(STAMP_BYTES + bytes.length);
      new DataView(stamped.buffer).setFloat64(0, now(), true);
      stamped.set(bytes, STAMP_BYTES);
      sent++;
      link.send(stamped);
    },
    async receive() {
      const stamped = await link.receive();
      const due = new DataView(stamped.buffer, stamped.byteOffset).getFloat64(0, true) + delayMs;
      const wait = due - now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      return stamped.subarray(STAMP_BYTES);
    },
    addedBytes: () => STAMP_BYTES * sent,
  };
}
