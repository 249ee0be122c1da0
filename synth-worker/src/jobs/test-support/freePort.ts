import { createServer } from "node:net";

/** Below the ports that systems hand out by themselves (Linux: from 32768, others from 49152): nobody is given one of these before it is used. */
const FIRST = 20_000;
const COUNT = 12_000;
/** Processes that run at once have numbers close to one another: each has ports of its own. */
let next = (process.pid * 20) % COUNT;

/** A loopback port that is free now and that no other process asks for here. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + (next++ % COUNT);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(false);
      else reject(error);
    });
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
