import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Database } from "../../../database/Database.ts";
import { insertDataset, insertJobEvent, insertOrder } from "../../../test-support/indexRows.ts";
import { openTestGateway, type TestGateway } from "../../../test-support/openTestGateway.ts";
import { watchOrder } from "./watchOrder.ts";

let gateway: TestGateway;
before(async () => {
  gateway = await openTestGateway();
  await insertDataset(gateway.database, 1);
  await insertDataset(gateway.database, 2);
});
after(() => gateway.close());

type Event = {
  data?: { orderProgress: Record<string, unknown> };
  errors?: { extensions: { code: string } }[];
};

/** Subscribes as a browser's EventSource would and gives the events one by one. */
async function subscribe(id: string, signal?: AbortSignal) {
  const query = `subscription { orderProgress(id: "${id}") { id status accessUntil job { state history { state } } } }`;
  const response = await fetch(`${gateway.url}/graphql?${new URLSearchParams({ query })}`, {
    headers: { accept: "text/event-stream" },
    ...(signal === undefined ? {} : { signal }),
  });
  assert.match(response.headers.get("content-type") ?? "", /^text\/event-stream/);
  return events(response);
}

async function* events(response: Response): AsyncGenerator<Event> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const message = text.slice(0, end);
      text = text.slice(end + 2);
      const data = /^event: next\ndata: (.*)$/s.exec(message)?.[1];
      if (data !== undefined) yield JSON.parse(data) as Event;
    }
  }
}

/** Writes a state as the index does, all of its block at once: a look may fall between any two statements. */
async function setState(
  order: number,
  state: string,
  block: number,
  change: { readonly job?: string; readonly order?: string } = {},
): Promise<void> {
  await gateway.database.transaction(async (sql) => {
    await sql.query(`UPDATE subgraph.job SET state = $2 ${change.job ?? ""} WHERE id = $1`, [
      String(order),
      state,
    ]);
    await insertJobEvent(sql, order, state, block);
    if (change.order !== undefined)
      await sql.query(`UPDATE subgraph.order SET ${change.order} WHERE id = $1`, [String(order)]);
  });
}
const stateOf = (event: IteratorResult<Event>) =>
  (event.value as Event).data!.orderProgress.job as { state: string; history: unknown[] };
const settledListeners = async (expected: number) => {
  for (let i = 0; i < 3000 && gateway.listeners.size !== expected; i++)
    await new Promise((r) => setTimeout(r, 10));
  assert.equal(gateway.listeners.size, expected);
};

test("sends the order now and after every block that changed it, and ends when it is finalised", async () => {
  await insertOrder(gateway.database, 1);
  const stream = await subscribe("1");
  assert.equal(stateOf(await stream.next()).state, "REQUESTED");
  gateway.block();
  await setState(1, "CLAIMED", 11);
  gateway.block();
  const claimed = stateOf(await stream.next());
  assert.deepEqual(claimed, { state: "CLAIMED", history: [{ state: "REQUESTED" }, { state: "CLAIMED" }] });
  await setState(1, "FINALISED", 12, { order: "status = 'SETTLED', access_until = 1800086400" });
  gateway.block();
  const last = await stream.next();
  assert.equal(stateOf(last).state, "FINALISED");
  assert.equal((last.value as Event).data!.orderProgress.accessUntil, 1_800_086_400);
  assert.equal((await stream.next()).done, true);
  await settledListeners(0);
});

test("an order that has already failed is sent once", async () => {
  await insertOrder(gateway.database, 2);
  await setState(2, "FAILED", 13, { job: ", fail_reason = 'DEADLINE'" });
  const states: string[] = [];
  for await (const event of await subscribe("2")) states.push(stateOf({ done: false, value: event }).state);
  assert.deepEqual(states, ["FAILED"]);
});

test("an order placed a moment ago is waited for while the index is behind", async () => {
  const { chain } = gateway;
  const { blockNumber } = chain;
  chain.blockNumber = async () => chain.block + 1;
  try {
    const stream = await subscribe("3");
    await settledListeners(1);
    await insertOrder(gateway.database, 3);
    gateway.block();
    assert.equal(stateOf(await stream.next()).state, "REQUESTED");
    await stream.return(undefined);
  } finally {
    chain.blockNumber = blockNumber;
  }
  await settledListeners(0);
});

test("an unknown order ends the stream with E2004", async () => {
  for (const id of ["99", "x"]) {
    const stream = await subscribe(id);
    const first = (await stream.next()).value as Event;
    assert.equal(first.errors?.[0]?.extensions.code, "E2004");
    assert.equal((await stream.next()).done, true);
  }
});

test("a client that leaves is forgotten at once, without waiting for a block", async () => {
  await insertOrder(gateway.database, 4);
  const leaving = new AbortController();
  const stream = await subscribe("4", leaving.signal);
  await stream.next();
  await settledListeners(1);
  leaving.abort();
  await settledListeners(0);
});

test("a block that is indexed in the middle of a look: the last word has the order as that block left it", async () => {
  await insertOrder(gateway.database, 40);
  await setState(40, "CLAIMED", 11);
  let between = async () => {};
  const database: Database = {
    ...gateway.database,
    async query(sql, params) {
      const rows = await gateway.database.query(sql, params);
      const indexed = between;
      between = async () => {};
      await indexed();
      return rows as never;
    },
  };
  const { chain, listeners } = gateway;
  const indexer = {
    indexedBlock: () => chain.block,
    healthy: () => true,
    onBlock: (listener: (block: number) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const stream = watchOrder({ database, chain, indexer }, "40");
  assert.equal((await stream.next()).done, false);
  between = () => setState(40, "FINALISED", 12, { order: "status = 'SETTLED', access_until = 1800086400" });
  gateway.block();
  const statuses: string[] = [];
  for await (const { status } of stream) {
    statuses.push(status);
    gateway.block();
  }
  assert.equal(statuses.at(-1), "SETTLED");
});
