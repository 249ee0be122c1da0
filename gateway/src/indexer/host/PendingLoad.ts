/**
 * Thrown out of a handler that needs something only asynchronous code can fetch. WebAssembly calls its host
 * synchronously, so the runner awaits `load` and calls the handler again from the start, in a new instance: handlers
 * are deterministic and their writes are buffered, so the second run gets further and the first leaves no trace.
 */
export class PendingLoad extends Error {
  readonly load: () => Promise<void>;

  constructor(load: () => Promise<void>) {
    super("the handler waits for a load");
    this.name = "PendingLoad";
    this.load = load;
  }
}
