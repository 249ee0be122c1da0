const QUOTE = 0x22;
const LINE_FEED = 0x0a;

/** Counts the records of RFC 4180 text in UTF-8 that comes in pieces, header included: line ends outside quotes, and a last line without one. */
export function recordCounter(): { add(bytes: Uint8Array): void; total(): number } {
  let records = 0;
  let isQuoted = false;
  let isOpen = false;
  return {
    add(bytes) {
      for (const byte of bytes) {
        if (byte === QUOTE) isQuoted = !isQuoted;
        const isEnd = byte === LINE_FEED && !isQuoted;
        if (isEnd) records++;
        isOpen = !isEnd;
      }
    },
    total: () => records + Number(isOpen),
  };
}
