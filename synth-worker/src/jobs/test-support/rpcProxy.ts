import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** An HTTP relay before an RPC that can go away and come back on the same port. */
export type RpcProxy = { readonly url: string; down(): Promise<void>; up(): Promise<void> };

/** Starts a relay to `target`. */
export async function startRpcProxy(target: string): Promise<RpcProxy> {
  const make = () =>
    createServer((incoming, outgoing) => {
      const relay = request(target, { method: incoming.method, headers: incoming.headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      relay.on("error", () => outgoing.destroy());
      incoming.pipe(relay);
    });
  let server = make();
  let port = 0;
  const up = async () => {
    server = make();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    port = (server.address() as AddressInfo).port;
  };
  await up();
  return {
    url: `http://127.0.0.1:${port}`,
    up,
    async down() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
