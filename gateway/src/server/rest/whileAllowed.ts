/** Longest time that content goes on after its reader lost the right to it. */
const CHECK_MS = 2_000;

/**
 * Content as long as `check` passes, which is asked again when two seconds have gone by since it passed last; rejects with what it throws. A
 * download may take hours, and what the chain takes back meanwhile must end it.
 */
export async function* whileAllowed(
  content: AsyncIterable<Uint8Array>,
  check: () => Promise<unknown>,
  now: () => number = () => performance.now(),
): AsyncGenerator<Uint8Array> {
  let checked = now();
  for await (const part of content) {
    if (now() - checked >= CHECK_MS) {
      await check();
      checked = now();
    }
    yield part;
  }
}
