import type { DatasetOrder } from "../../data/gateway/historyTypes.ts";

/** Job states in which hospitals have to do something. */
const ASKS_HOSPITALS = ["CLAIMED", "REPORTED"];
/** States that are reached only when every hospital has answered. */
const ANSWERED = ["MEASURED", "CERTIFIED"];

/** What a chain shows of a node that nobody can ask. Times in unix seconds. */
export type NodeSigns = {
  /** Orders that wait for their hospitals, the longest first. */
  readonly waiting: readonly { readonly orderId: string; readonly since: number }[];
  /** When an order last went on past a step that needs this hospital; null when none did. */
  readonly lastDone: number | null;
};

/** Signs of life in the orders of a dataset. With several hospitals an order waits for the slowest, which may be another. */
export function nodeSigns(orders: readonly Pick<DatasetOrder, "id" | "status" | "job">[]): NodeSigns {
  const waiting = orders.flatMap(({ id, status, job }) => {
    const last = job.history.at(-1);
    if (status !== "ESCROWED" || last === undefined || !ASKS_HOSPITALS.includes(job.state)) return [];
    return [{ orderId: id, since: last.timestamp }];
  });
  const done = orders.flatMap(({ job }) =>
    job.history.filter(({ state }) => ANSWERED.includes(state)).map(({ timestamp }) => timestamp),
  );
  return {
    waiting: waiting.toSorted((a, b) => a.since - b.since),
    lastDone: done.length === 0 ? null : Math.max(...done),
  };
}
