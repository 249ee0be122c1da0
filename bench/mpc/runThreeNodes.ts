import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { endWithThisProcess } from "../../scripts/endWithThisProcess.ts";
import type { MpcJob, NodeNews, NodeOrder } from "./nodeWords.ts";

const NODE = fileURLToPath(new URL("./node.ts", import.meta.url));

type News<T extends NodeNews["type"]> = Extract<NodeNews, { type: T }>;

/** Runs a job with three nodes in fresh processes and gives what each measured. Throws Error with a node's message when one fails. */
export async function runThreeNodes(job: MpcJob): Promise<readonly News<"done">[]> {
  const nodes = [0, 1, 2].map((index) => startNode(index, job.transport));
  try {
    const listening = await Promise.all(nodes.map(({ news }) => news("listening")));
    const session = [...randomBytes(32)];
    for (const [index, { child }] of nodes.entries()) {
      const peers = {
        previous: listening[(index + 2) % 3]!.address,
        next: listening[(index + 1) % 3]!.address,
      };
      child.send({ ...job, session, peers } satisfies NodeOrder);
    }
    return await Promise.all(nodes.map(({ news }) => news("done")));
  } finally {
    for (const { child } of nodes) child.kill();
  }
}

function startNode(
  index: number,
  transport: MpcJob["transport"],
): { child: ChildProcess; news<T extends NodeNews["type"]>(type: T): Promise<News<T>> } {
  const child = fork(NODE, [String(index), transport], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  endWithThisProcess(child);
  const told: NodeNews[] = [];
  child.on("message", (news: NodeNews) => told.push(news));
  return {
    child,
    news: <T extends NodeNews["type"]>(type: T) =>
      new Promise<News<T>>((resolve, reject) => {
        const look = () => {
          for (const one of told) {
            if (one.type === type) resolve(one as News<T>);
            if (one.type === "failed") reject(new Error(`node ${index}: ${one.reason}`));
          }
        };
        child.on("message", look);
        child.once("exit", () => reject(new Error(`node ${index} ended`)));
        look();
      }),
  };
}
