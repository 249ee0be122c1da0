import type { AscExports } from "../wasm/AscMemory.ts";
import { AscMemory } from "../wasm/AscMemory.ts";
import { newEvent } from "../wasm/ascEvent.ts";
import { EXPOSED } from "../wasm/exposeGlobals.ts";
import type { MappingEvent } from "../wasm/MappingEvent.ts";
import { createImports } from "./createImports.ts";
import type { EntityAccess } from "./EntityAccess.ts";
import type { HostContext } from "./HostContext.ts";

/** One call of a handler: what it is called with and what its host functions work on. */
export type HandlerCall = {
  readonly handler: string;
  readonly event: MappingEvent;
  readonly context: Omit<HostContext, "memory" | "entities">;
  readonly entities: EntityAccess;
};

type MappingExports = AscExports & Record<string, ((argument?: number) => void) | undefined>;

/** A handler that took more memory than this leaves its instance to the collector. */
const MAX_KEPT_BYTES = 1 << 20;

/**
 * An instance of a mapping that can be called again and again as if it were new each time, which is what graph-node gives a
 * handler: before every call its memory and mutable globals are put back to what they were after `_start`. Making an
 * instance costs more than most handlers do.
 */
export class MappingInstance {
  readonly #memory = new AscMemory();
  readonly #exports: MappingExports;
  readonly #globals: readonly (readonly [WebAssembly.Global, unknown])[];
  readonly #firstMemory: Uint8Array;
  #call: HandlerCall;

  /** @throws Error when the module's `_start` aborts; `call` is the first one, which `_start` may not depend on */
  constructor(module: WebAssembly.Module, call: HandlerCall) {
    this.#call = call;
    const instance = new WebAssembly.Instance(module, createImports(module, this.#context()));
    this.#exports = instance.exports as unknown as MappingExports;
    this.#memory.attach(this.#exports);
    this.#exports._start?.();
    this.#globals = Object.entries(instance.exports)
      .filter(([name]) => name.startsWith(EXPOSED))
      .map(([, exported]) => {
        const global = exported as WebAssembly.Global;
        return [global, global.value];
      });
    this.#firstMemory = new Uint8Array(this.#exports.memory.buffer).slice();
  }

  /** Whether it may be called again: a module whose globals are not exposed, or that grew large, serves once. */
  get isReusable(): boolean {
    return this.#globals.length > 0 && this.#exports.memory.buffer.byteLength <= MAX_KEPT_BYTES;
  }

  /** Runs the handler to its end. @throws what the mapping or a host function throws */
  call(call: HandlerCall): void {
    this.#reset();
    this.#call = call;
    const handler = this.#exports[call.handler];
    if (!handler) throw new Error(`the mapping does not export ${call.handler}`);
    handler(newEvent(this.#memory, call.event));
  }

  #reset(): void {
    const bytes = new Uint8Array(this.#exports.memory.buffer);
    bytes.set(this.#firstMemory);
    bytes.fill(0, this.#firstMemory.length);
    for (const [global, value] of this.#globals) global.value = value;
    this.#memory.forget();
  }

  #context(): HostContext {
    const current = () => this.#call;
    return {
      memory: this.#memory,
      get entities() {
        return current().entities;
      },
      get memo() {
        return current().context.memo;
      },
      get chain() {
        return current().context.chain;
      },
      get content() {
        return current().context.content;
      },
      get blockHash() {
        return current().context.blockHash;
      },
      get dataSource() {
        return current().context.dataSource;
      },
      log: (level, text) => current().context.log(level, text),
    };
  }
}
