import type { RestCall } from "./restRoute.ts";

/** GET /metrics in Prometheus' text format. */
export async function getMetrics({ gateway, response }: RestCall): Promise<void> {
  response
    .writeHead(200, {
      "Content-Type": "text/plain; version=0.0.4; charset=utf-8",
      "Cache-Control": "no-store",
    })
    .end(gateway.metrics.text());
}
