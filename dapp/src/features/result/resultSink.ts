/**
 * Where an opened result is written while it comes. Nothing of it may be seen or kept before `finish`, because only the end proves that it is the right
 * file: `discard` throws away what was written.
 */
export type ResultSink = {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** The whole file, to be read again from where it lies. */
  finish(): Promise<Blob>;
  discard(): Promise<void>;
};
