import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { PeerAddress } from "./peerAddress.ts";
import type { PartyNews, PartyOrder } from "./test-support/party.ts";

const PARTY = fileURLToPath(new URL("./test-support/party.ts", import.meta.url));
type News<T extends PartyNews["type"]> = Extract<PartyNews, { type: T }>;

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-parties-"));
});
after(() => rm(folder, { recursive: true, force: true }));

let sessions = 0;
/** Three parties in processes of their own, told to run; `news(i, type)` waits for what party i tells. */
async function threeProcesses(order: Omit<PartyOrder, "session" | "peers">): Promise<{
  children: readonly ChildProcess[];
  news<T extends PartyNews["type"]>(index: number, type: T): Promise<News<T>>;
}> {
  const session = new Array<number>(32).fill(++sessions);
  const told: PartyNews[][] = [[], [], []];
  const children = told.map((list, index) => {
    const child = fork(PARTY, [String(index), folder], {
      env: { NODE_NO_WARNINGS: "1" },
      execArgv: [],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    child.on("message", (news: PartyNews) => {
      list.push(news);
      child.emit("news");
    });
    return child;
  });
  const news = <T extends PartyNews["type"]>(index: number, type: T): Promise<News<T>> =>
    new Promise((resolve, reject) => {
      const child = children[index]!;
      const look = () => {
        const found = told[index]!.find((one) => one.type === type);
        const failed = told[index]!.find((one) => one.type === "failed");
        if (found === undefined && failed === undefined) return;
        child.off("news", look);
        if (found !== undefined) resolve(found as News<T>);
        else reject(new Error(`party ${index}: ${JSON.stringify(failed)}`));
      };
      child.on("news", look);
      // After "exit" its last word may still be under way; "close" comes after it.
      child.once("close", () => reject(new Error(`party ${index} is gone`)));
      look();
    });
  const addresses: PeerAddress[] = [];
  for (const index of [0, 1, 2]) addresses.push((await news(index, "listening")).address);
  for (const [index, child] of children.entries()) {
    const peers = { previous: addresses[(index + 2) % 3]!, next: addresses[(index + 1) % 3]! };
    child.send({ ...order, session, peers } satisfies PartyOrder);
  }
  return { children, news };
}

for (const mode of ["semi-honest", "malicious"] as const) {
  test(`three processes compute ANDs over their links and open the same, right words (${mode})`, async () => {
    const { news } = await threeProcesses({ mode, rounds: 3, deadlineMs: 30_000 });
    const results = await Promise.all([0, 1, 2].map((index) => news(index, "result")));
    const [x, y, z] = results[0]!.opened as [number[], number[], number[]];
    assert.equal(new Set(x).size > 990, true);
    assert.deepEqual(
      z,
      x.map((word, i) => (word & y[i]!) >>> 0),
    );
    for (const [index, { opened, transcripts }] of results.entries()) {
      assert.deepEqual(opened, results[0]!.opened);
      assert.equal(transcripts.next, results[(index + 1) % 3]!.transcripts.previous);
    }
  });
}

test("one process is killed: the two others stop with E4020 and end by themselves", async () => {
  const { children, news } = await threeProcesses({ mode: "malicious", rounds: null, deadlineMs: 30_000 });
  await Promise.all([0, 1, 2].map((index) => news(index, "running")));
  const exits = [0, 2].map((index) => new Promise((resolve) => children[index]!.once("exit", resolve)));
  children[1]!.kill("SIGKILL");
  for (const index of [0, 2]) {
    const { error } = await news(index, "failed");
    assert.equal((error as { code: string }).code, "E4020");
    assert.equal((error as { retryable: boolean }).retryable, false);
  }
  assert.deepEqual(await Promise.all(exits), [0, 0]);
});

test("one process hangs: the two others stop with E4020 at the deadline of the round", async () => {
  const { children, news } = await threeProcesses({ mode: "semi-honest", rounds: null, deadlineMs: 5_000 });
  await Promise.all([0, 1, 2].map((index) => news(index, "running")));
  children[2]!.kill("SIGSTOP");
  try {
    for (const index of [0, 1]) {
      const { error } = await news(index, "failed");
      assert.equal((error as { code: string }).code, "E4020");
    }
  } finally {
    children[2]!.kill("SIGKILL");
  }
});
