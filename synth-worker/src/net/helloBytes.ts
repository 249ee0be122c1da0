/** First words of both ends of a connection, so that neither speaks to somebody who means another thing. */
const MAGIC = new TextEncoder().encode("symbolon/link/1\n");

/** What both ends of a connection say before anything else: which session (32 bytes), and which party speaks to which. */
export type Hello = { readonly session: Uint8Array; readonly from: number; readonly to: number };

/** A hello as bytes, 50 of them. A receiver compares them with those it expects; there is nothing else to read in them. */
export function helloBytes({ session, from, to }: Hello): Uint8Array {
  const bytes = new Uint8Array(MAGIC.length + 34);
  bytes.set(MAGIC);
  bytes.set(session, MAGIC.length);
  bytes[MAGIC.length + 32] = from;
  bytes[MAGIC.length + 33] = to;
  return bytes;
}
