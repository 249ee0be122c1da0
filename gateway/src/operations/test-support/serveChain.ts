import { createServer } from "node:http";
import { closeServer } from "../../http/closeServer.ts";
import { listen } from "../../http/listen.ts";
import type { RpcProvider } from "../../indexer/chain/createRpcBlockReader.ts";

type Call = { readonly id: number; readonly method: string; readonly params: unknown[] };

/** A chain of a test over JSON-RPC 2.0 on loopback, single calls and batches; every contract call answers zero. */
export async function serveChain(chain: RpcProvider): Promise<{ url: string; close(): Promise<void> }> {
  const answer = async ({ id, method, params }: Call) => {
    try {
      const result = method === "eth_call" ? `0x${"00".repeat(32)}` : await chain.send(method, params);
      return { jsonrpc: "2.0", id, result };
    } catch (error) {
      return { jsonrpc: "2.0", id, error: { code: -32_000, message: String(error) } };
    }
  };
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => {
      body += part.toString();
    });
    request.on("end", () => {
      const calls = JSON.parse(body) as Call | Call[];
      const answers = Array.isArray(calls) ? Promise.all(calls.map(answer)) : answer(calls);
      void answers.then((result) =>
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(result)),
      );
    });
  });
  const url = await listen(server, "127.0.0.1", 0);
  return { url, close: () => closeServer(server, 50) };
}
