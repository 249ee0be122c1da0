import { createServer, type Socket } from "node:net";
import { PGlite } from "@electric-sql/pglite";

/** PostgreSQL in this process behind a TCP port, without TLS and for whatever password: what a client would meet, without a server. */
export type PgliteServer = {
  readonly port: number;
  /** Runs SQL as the owner. */
  execute(sql: string): Promise<void>;
  close(): Promise<void>;
};

/** PostgreSQL's protocol 3: the code of a request for TLS, and the type of a client's last message. */
const SSL_REQUEST = 80_877_103;
const TERMINATE = "X".charCodeAt(0);

/** Starts one on a free port of 127.0.0.1. Its one session is shared, so one client at a time. */
export async function pgliteServer(): Promise<PgliteServer> {
  const database = await PGlite.create();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    let pending = Buffer.alloc(0);
    let started = false;
    let turn = Promise.resolve();
    socket.on("data", (bytes) => {
      turn = turn.then(async () => {
        pending = Buffer.concat([pending, bytes]);
        for (let message = next(); message !== null; message = next()) {
          if (!started && message.readInt32BE(4) === SSL_REQUEST) {
            socket.write("N");
            continue;
          }
          started = true;
          if (message[0] === TERMINATE) {
            // A server ends the transaction of a client that leaves.
            await database.exec("ROLLBACK");
            socket.end();
          } else socket.write(await database.execProtocolRaw(new Uint8Array(message)));
        }
      });
    });
    /** The next whole message: its length, after a byte of type once the session has started. */
    function next(): Buffer | null {
      const at = started ? 1 : 0;
      if (pending.length < at + 4) return null;
      const length = at + pending.readInt32BE(at);
      if (pending.length < length) return null;
      const message = pending.subarray(0, length);
      pending = pending.subarray(length);
      return message;
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    port: address.port,
    execute: async (sql) => {
      await database.exec(sql);
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await database.close();
    },
  };
}
