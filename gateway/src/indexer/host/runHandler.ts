import type { MappingEvent } from "../wasm/MappingEvent.ts";
import type { EntityAccess } from "./EntityAccess.ts";
import type { HostContext } from "./HostContext.ts";
import { MappingInstance } from "./MappingInstance.ts";
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
 * Calls one event handler, as graph-node does in an instance that is as new, as often as its loads need (see PendingLoad).
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

/** One instance per module waits for its next call. */
const idle = new WeakMap<WebAssembly.Module, MappingInstance>();

function callOnce({ module, handler, event, context }: HandlerRun, entities: EntityAccess): void {
  const call = { handler, event, context, entities };
  const instance = idle.get(module) ?? new MappingInstance(module, call);
  idle.set(module, instance);
  try {
    instance.call(call);
  } finally {
    if (!instance.isReusable) idle.delete(module);
  }
}
