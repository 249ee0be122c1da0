import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { MemoryChain } from "../index/memoryChain.ts";

type Call = { readonly id: number; readonly method: string; readonly params: unknown[] };

/** Serves a chain in memory as JSON-RPC over loopback, calls one by one or in batches; gives its URL and how to end it. */
export async function serveChain(
  chain: MemoryChain,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const answer = async ({ id, method, params }: Call) => {
    try {
      return { jsonrpc: "2.0", id, result: await chain.send(method, params) };
    } catch (error) {
      return { jsonrpc: "2.0", id, error: { code: -32601, message: String(error) } };
    }
  };
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    request.on("end", async () => {
      const calls = JSON.parse(text) as Call | Call[];
      const answers = Array.isArray(calls) ? await Promise.all(calls.map(answer)) : await answer(calls);
      response.setHeader("Content-Type", "application/json").end(JSON.stringify(answers));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
