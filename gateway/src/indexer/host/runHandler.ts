import type { AscExports } from "../wasm/AscMemory.ts";
import { AscMemory } from "../wasm/AscMemory.ts";
import { newEvent } from "../wasm/ascEvent.ts";
import type { MappingEvent } from "../wasm/MappingEvent.ts";
import { createImports } from "./createImports.ts";
import type { EntityAccess } from "./EntityAccess.ts";
import type { HostContext } from "./HostContext.ts";
import { PendingLoad } from "./PendingLoad.ts";

/** A handler's writes, kept apart until it has run to its end. */
export type HandlerEntities = EntityAccess & { commit(): void };

/** Everything a handler call needs besides the event. */
export type HandlerRun = {
  readonly module: WebAssembly.Module;
  readonly handler: string;
  readonly event: MappingEvent;
  readonly context: Omit<HostContext, "memory" | "entities">;
  /** A fresh view of the block's entities for each attempt. */
  readonly openEntities: () => HandlerEntities;
};

/** More loads than this in one call is a handler that does not end. */
const MAX_LOADS = 10_000;

/**
 * Calls one event handler, as graph-node does in a new instance, as often as its loads need (see PendingLoad).
 * @throws Error when the mapping aborts, or names a handler or host function that is not there; nothing is written then
 */
export async function runHandler(run: HandlerRun): Promise<void> {
  for (let loads = 0; loads < MAX_LOADS; loads++) {
    const entities = run.openEntities();
    try {
      callOnce(run, entities);
      entities.commit();
      return;
    } catch (error) {
      if (!(error instanceof PendingLoad)) throw error;
      await error.load();
    }
  }
  throw new Error(`${run.handler} asked for more than ${MAX_LOADS} loads`);
}

function callOnce(run: HandlerRun, entities: EntityAccess): void {
  const memory = new AscMemory();
  const imports = createImports(run.module, { ...run.context, entities, memory });
  const instance = new WebAssembly.Instance(run.module, imports);
  memory.attach(instance.exports as unknown as AscExports);
  const exports = instance.exports as Record<string, ((argument?: number) => void) | undefined>;
  exports._start?.();
  const handler = exports[run.handler];
  if (!handler) throw new Error(`the mapping does not export ${run.handler}`);
  handler(newEvent(memory, run.event));
}
