import type { Server } from "node:http";

/** Stops accepting, lets running answers finish for `graceMs`, then cuts what is left (open event streams never finish by themselves). */
export async function closeServer(server: Server, graceMs: number): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
}
