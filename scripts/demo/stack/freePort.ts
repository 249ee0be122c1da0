import { createServer } from "node:net";
import { SymbolonError } from "@symbolon/protocol";

/**
 * Below the ports that systems hand out by themselves (Linux: from 32768, others from 49152): between this choice and the start of the process that gets
 * the port, nobody else is given it.
 */
const FIRST = 20_000;
const COUNT = 12_000;
/** Processes that run at once have numbers close to one another: each has ports of its own. */
let next = (process.pid * 20) % COUNT;

/** A loopback port that is free now: the wanted one, or (when `strict` is false or none is wanted) any. Throws E8001 when a strict one is taken. */
export async function freePort(wanted = 0, strict = false): Promise<number> {
  if (wanted !== 0) {
    if (await isFree(wanted)) return wanted;
    if (strict) throw new SymbolonError("E8001", { port: wanted });
  }
  for (;;) {
    const port = FIRST + (next++ % COUNT);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(false);
      else reject(error);
    });
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
