import { createServer } from "node:net";
import { SymbolonError } from "@symbolon/protocol";

/** A loopback port that is free now: the wanted one, or (when `strict` is false or none is wanted) any. Throws E8001 when a strict one is taken. */
export async function freePort(wanted = 0, strict = false): Promise<number> {
  const port = await tryPort(wanted);
  if (port !== null) return port;
  if (strict) throw new SymbolonError("E8001", { port: wanted });
  return (await tryPort(0))!;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(null);
      else reject(error);
    });
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : port));
    });
  });
}
