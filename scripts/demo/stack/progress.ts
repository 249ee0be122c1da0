/** What a node tells its parent when a step of the main flow is done. */
export type Progress = {
  readonly type: "progress";
  readonly who: string;
  readonly step: string;
  readonly orderId?: string;
  readonly datasetId?: string;
  readonly txHash?: string;
  readonly gasUsed?: string | number;
  readonly cid?: string;
  readonly detail?: string;
};

/** Collects progress of all processes and lets a caller wait for a step, also one that has already passed. */
export class ProgressLog {
  readonly entries: Progress[] = [];
  readonly #waiters = new Set<{
    wanted: (progress: Progress) => boolean;
    resolve: (progress: Progress) => void;
    reject: (cause: Error) => void;
  }>();

  add(progress: Progress): void {
    this.entries.push(progress);
    for (const waiter of this.#waiters) {
      if (!waiter.wanted(progress)) continue;
      this.#waiters.delete(waiter);
      waiter.resolve(progress);
    }
  }

  /** Every wait under way ends with this error: a process died and the step will not come. */
  fail(cause: Error): void {
    for (const waiter of this.#waiters) waiter.reject(cause);
    this.#waiters.clear();
  }

  /** The first entry that is wanted, now or within the time; rejects with a plain Error that names `what`. */
  waitFor(
    what: string,
    wanted: (progress: Progress) => boolean,
    timeoutMilliseconds: number,
  ): Promise<Progress> {
    const found = this.entries.find(wanted);
    if (found !== undefined) return Promise.resolve(found);
    return new Promise((resolve, reject) => {
      const waiter = { wanted, resolve, reject };
      const timer = setTimeout(() => {
        this.#waiters.delete(waiter);
        reject(new Error(`no ${what} within ${timeoutMilliseconds / 1000} s`));
      }, timeoutMilliseconds);
      const done =
        <T>(settle: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer);
          settle(value);
        };
      waiter.resolve = done(resolve);
      waiter.reject = done(reject);
      this.#waiters.add(waiter);
    });
  }
}
