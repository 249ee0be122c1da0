import type { WriteStream } from "node:fs";

/**
 * Destroys a stream and resolves when its file is closed. A file whose opening is still under way when its stream is destroyed is made nonetheless,
 * so whoever deletes a half-written file must wait for this first, or it comes back. What the stream failed with was told where it was written to.
 */
export async function closedStream(stream: WriteStream): Promise<void> {
  if (stream.closed) return;
  await new Promise<void>((resolve) => {
    stream.once("close", () => resolve());
    stream.destroy();
  });
}
