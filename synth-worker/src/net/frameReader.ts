/** Bytes before each frame's body (framePrefix.ts). */
const PREFIX_BYTES = 4;

/** Cuts a stream of bytes into frames. */
export type FrameReader = {
  /**
   * The frames that are complete with this chunk. They may share the chunk's memory. Throws RangeError for a length above the limit, as
   * soon as the length is read: the body is never kept. Nothing may be pushed after that.
   */
  readonly push: (chunk: Uint8Array) => Uint8Array[];
  /** Whether the stream is inside a frame. */
  readonly inside: () => boolean;
};

/** A reader of frames of at most `maxBytes` bytes each. Memory: one frame, and only once some of its body has come. */
export function frameReader(maxBytes: number): FrameReader {
  const prefix = new Uint8Array(PREFIX_BYTES);
  let prefixFill = 0;
  /** Length of the current body, or -1 while its prefix is read. */
  let length = -1;
  let body: Uint8Array | undefined;
  let fill = 0;

  return {
    push(chunk) {
      const frames: Uint8Array[] = [];
      let at = 0;
      for (;;) {
        if (length < 0) {
          while (prefixFill < PREFIX_BYTES && at < chunk.length) prefix[prefixFill++] = chunk[at++]!;
          if (prefixFill < PREFIX_BYTES) return frames;
          length = new DataView(prefix.buffer).getUint32(0, true);
          prefixFill = 0;
          if (length > maxBytes)
            throw new RangeError(`a frame of ${length} bytes, at most ${maxBytes} allowed`);
        }
        const left = chunk.length - at;
        if (body === undefined && left >= length) {
          frames.push(chunk.subarray(at, at + length));
          at += length;
          length = -1;
          continue;
        }
        if (left === 0) return frames;
        body ??= new Uint8Array(length);
        const part = chunk.subarray(at, at + length - fill);
        body.set(part, fill);
        fill += part.length;
        at += part.length;
        if (fill < length) return frames;
        frames.push(body);
        body = undefined;
        fill = 0;
        length = -1;
      }
    },
    inside: () => length >= 0 || prefixFill > 0,
  };
}
