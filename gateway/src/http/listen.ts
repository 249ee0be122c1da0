import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { SymbolonError } from "@symbolon/protocol";

/** Starts a server and gives its base URL (no trailing slash); port 0 picks a free one. Throws E8001 when the port is taken. */
export async function listen(server: Server, host: string, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      reject(cause.code === "EADDRINUSE" ? new SymbolonError("E8001", { port }, { cause }) : cause);
    });
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return `http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}`;
}
