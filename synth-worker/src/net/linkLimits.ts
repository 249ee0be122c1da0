/** Limits of a link. */
export type LinkLimits = {
  /** How long a message may be awaited, in milliseconds: the deadline of a round. */
  readonly deadlineMs: number;
  /** Largest message, in bytes. A longer one ends the link when its length is read. */
  readonly messageBytes: number;
  /** Received messages that may wait, in bytes, before reading from the socket stops; one message more than that may be held. */
  readonly receivedBytes: number;
  /** Sent messages that may wait for the socket, in bytes; the link ends when it would be more. */
  readonly queuedBytes: number;
  /** How long closing waits for the other end, in milliseconds. */
  readonly closeMs: number;
};

/**
 * Limits for a computation whose operations keep at most 2 MiB under way (mpc/rss/multiply.ts) and open results of a few megabytes. Per link a node
 * holds at most about 4 MiB + 64 MiB of received bytes, whatever the other end does.
 */
export const DEFAULT_LINK_LIMITS: LinkLimits = {
  deadlineMs: 10_000,
  messageBytes: 2 ** 26,
  receivedBytes: 2 ** 22,
  queuedBytes: 2 ** 28,
  closeMs: 2_000,
};
