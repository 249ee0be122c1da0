import type { Duplex } from "node:stream";

/**
 * Takes the first frame off a stream that is not flowing yet and leaves everything after it there. Rejects for a frame above `maxBytes`, for a
 * stream that ends, and when `signal` fires; the caller then destroys the stream.
 */
export async function takeFrame(stream: Duplex, maxBytes: number, signal: AbortSignal): Promise<Uint8Array> {
  return await new Promise((resolve, reject) => {
    let length = -1;
    const settle = (act: () => void): void => {
      stream.off("readable", look).off("close", onEnd).off("end", onEnd);
      signal.removeEventListener("abort", onAbort);
      act();
    };
    const onEnd = (): void => settle(() => reject(new Error("the connection ended")));
    const onAbort = (): void => settle(() => reject(signal.reason as Error));
    const look = (): void => {
      if (length < 0) {
        const prefix = stream.read(4) as Buffer | null;
        if (prefix === null) return;
        length = prefix.readUInt32LE(0);
        if (length === 0 || length > maxBytes) {
          settle(() => reject(new RangeError(`a first frame of ${length} bytes`)));
          return;
        }
      }
      const body = stream.read(length) as Buffer | null;
      if (body !== null) settle(() => resolve(new Uint8Array(body)));
    };
    if (stream.destroyed) return onEnd();
    if (signal.aborted) return onAbort();
    stream.on("readable", look).once("close", onEnd).once("end", onEnd);
    signal.addEventListener("abort", onAbort);
    look();
  });
}
