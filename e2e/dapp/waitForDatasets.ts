const WAIT_MILLIS = 180_000;
const POLL_MILLIS = 250;

/** Waits until the gateway lists `count` datasets whose schema has arrived. Throws when they do not come within three minutes. */
export async function waitForDatasets(gatewayUrl: string, count: number): Promise<void> {
  const deadline = Date.now() + WAIT_MILLIS;
  for (;;) {
    const response = await fetch(`${gatewayUrl}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ datasets { nodes { id schema } } }" }),
    });
    const body = (await response.json()) as { data?: { datasets: { nodes: { schema: unknown }[] } } };
    const ready = body.data?.datasets.nodes.filter((node) => node.schema !== null).length ?? 0;
    if (ready >= count) return;
    if (Date.now() > deadline) throw new Error(`the gateway lists ${ready} of ${count} datasets`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS));
  }
}
