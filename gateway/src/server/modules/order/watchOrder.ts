import { SymbolonError } from "@symbolon/protocol";
import type { GatewayContext } from "../../gatewayContext.ts";
import { idOf } from "../../graphql/idOf.ts";
import { type OrderRow, orderStorage } from "./orderStorage.ts";

const FINAL_STATES = new Set(["FINALISED", "FAILED"]);

/**
 * The order now, and again after every block that changed its job, status or access, up to and including FINALISED or FAILED. Written as an
 * iterator rather than a generator, because a generator that waits for a block cannot be ended by a client that leaves. An order the
 * index does not know is waited for while the index is behind the chain; else the stream fails with E2004.
 */
export function watchOrder(
  gateway: Pick<GatewayContext, "database" | "indexer" | "chain">,
  id: string,
): AsyncIterableIterator<OrderRow> {
  const storage = orderStorage(gateway.database);
  let seen = "";
  let ended = false;
  let changed = true;
  let wake = () => {};
  const stopListening = gateway.indexer.onBlock(() => {
    changed = true;
    wake();
  });
  const end = (): IteratorResult<OrderRow> => {
    ended = true;
    stopListening();
    wake();
    return { done: true, value: undefined };
  };
  const look = async (): Promise<OrderRow | null> => {
    const key = idOf(id);
    // The order after its job: a block may be indexed in between, and the last word must not have a final job beside an order from before it.
    const [job] = key === null ? [] : await storage.jobs([key]);
    const [order] = job === undefined ? [] : await storage.byIds([job.id]);
    if (order === undefined || job === undefined) {
      if (key === null || gateway.indexer.indexedBlock() >= (await gateway.chain.blockNumber()))
        throw new SymbolonError("E2004", { orderId: id.slice(0, 80) });
      return null;
    }
    const state = [job.state, job.fail_reason, job.nodes, order.status, order.access_until].join(" ");
    if (state === seen) return null;
    seen = state;
    if (FINAL_STATES.has(job.state)) end();
    return order;
  };
  return {
    async next() {
      while (!ended) {
        if (!changed) await new Promise<void>((resolve) => (wake = resolve));
        if (ended) break;
        changed = false;
        try {
          const order = await look();
          if (order !== null) return { done: false, value: order };
        } catch (error) {
          end();
          throw error;
        }
      }
      return end();
    },
    return: async () => end(),
    throw: async (error) => {
      end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
