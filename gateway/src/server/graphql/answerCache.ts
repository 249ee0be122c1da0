/** An answer as it was sent. */
export type KeptAnswer = { readonly contentType: string; readonly body: Buffer };

/** Answers of queries for a moment, so that a page that many open at once is read from the database once. */
export type AnswerCache = {
  get(key: string): KeptAnswer | null;
  set(key: string, answer: KeptAnswer): void;
  /** Everything may have changed. */
  clear(): void;
};

const MAX_BYTES = 32 * 1024 * 1024;

/**
 * Keeps answers for `lifeMs` milliseconds by `now`, a clock in milliseconds, and at most 32 MiB of them: the oldest go first. Whoever indexes a
 * block clears it, so an answer is never older than a block, and what does not depend on blocks never older than its life.
 */
export function createAnswerCache(lifeMs: number, now: () => number): AnswerCache {
  const answers = new Map<string, { readonly answer: KeptAnswer; readonly until: number }>();
  let bytes = 0;
  const remove = (key: string): void => {
    const kept = answers.get(key);
    if (kept === undefined) return;
    answers.delete(key);
    bytes -= sizeOf(key, kept.answer);
  };
  return {
    get(key) {
      const kept = answers.get(key);
      if (kept === undefined) return null;
      if (kept.until > now()) return kept.answer;
      remove(key);
      return null;
    },
    set(key, answer) {
      const size = sizeOf(key, answer);
      if (size > MAX_BYTES / 8) return;
      remove(key);
      answers.set(key, { answer, until: now() + lifeMs });
      bytes += size;
      // A Map keeps the order of insertion.
      while (bytes > MAX_BYTES) remove(answers.keys().next().value!);
    },
    clear() {
      answers.clear();
      bytes = 0;
    },
  };
}

function sizeOf(key: string, { body }: KeptAnswer): number {
  return 2 * key.length + body.length + 200;
}
