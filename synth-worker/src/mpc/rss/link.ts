/**
 * An authenticated, ordered, reliable way to one other party (mutual TLS in production, memory in tests). Whole messages go in and come
 * out; the computation puts its own sequence and step numbers inside, so a link that fails these promises is noticed.
 */
export type Link = {
  /** Hands over one message; returns at once. The link owns the bytes from here on and may keep them until they are sent. */
  readonly send: (bytes: Uint8Array) => void;
  /** The next message. Rejects when the deadline passes or the connection ends. */
  readonly receive: () => Promise<Uint8Array>;
};
