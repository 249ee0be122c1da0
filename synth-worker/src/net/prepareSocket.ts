import type { Socket } from "node:net";

/** Idle time after which TCP asks whether the other end is still there, in milliseconds; without an answer the connection ends some seconds later. */
const KEEP_ALIVE_MILLISECONDS = 15_000;

/** Settings of every connection between nodes: small messages leave at once, silent deaths are noticed, errors never go unheard. */
export function prepareSocket(socket: Socket): void {
  socket.setNoDelay(true);
  socket.setKeepAlive(true, KEEP_ALIVE_MILLISECONDS);
  // Whoever uses the socket hears of an error by "close" too; without a listener the process would end.
  socket.on("error", () => undefined);
}
