import { createServer, request } from "node:http";
import { freePort } from "./freePort.ts";

/** An HTTP relay before an RPC that can go away and come back on the same port. */
export type RpcProxy = {
  readonly url: string;
  down(): Promise<void>;
  up(): Promise<void>;
  /** From now on requests whose body has this text are answered with 503; null: all are relayed again. */
  refuse(text: string | null): void;
};

/** Starts a relay to `target`. */
export async function startRpcProxy(target: string): Promise<RpcProxy> {
  let refused: string | null = null;
  const make = () =>
    createServer(async (incoming, outgoing) => {
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
      } catch {
        outgoing.destroy();
        return;
      }
      const body = Buffer.concat(chunks);
      if (refused !== null && body.includes(refused)) {
        outgoing.writeHead(503).end();
        return;
      }
      const relay = request(target, { method: incoming.method, headers: incoming.headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      relay.on("error", () => outgoing.destroy());
      relay.end(body);
    });
  let server = make();
  // Not one that the system hands out: it must still be free when the relay comes back.
  const port = await freePort();
  const up = async () => {
    server = make();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  };
  await up();
  return {
    url: `http://127.0.0.1:${port}`,
    up,
    refuse(text) {
      refused = text;
    },
    async down() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
