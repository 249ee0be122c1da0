import { KeyRelease, parseDocument, SymbolonError } from "@symbolon/protocol";
import { gatewayFetch } from "./gatewayFetch.ts";
import { gatewayRefusal } from "./gatewayRefusal.ts";

/** Encrypted result of an order on its way here, its size in bytes (null: not told), and the record that releases its key. */
export type SealedResult = {
  readonly release: KeyRelease;
  readonly size: number | null;
  readonly ciphertext: AsyncIterable<Uint8Array>;
};

/**
 * Begins to fetch key record and ciphertext of an order with signed headers; nothing is paid, however often. Throws the gateway's coded refusal, E6004
 * without connection, also later while the ciphertext is read.
 */
export async function fetchResult(orderId: string, headers: Record<string, string>): Promise<SealedResult> {
  const [keyResponse, fileResponse] = await Promise.all([
    get(`/orders/${orderId}/key`, headers, orderId),
    get(`/orders/${orderId}/file`, headers, orderId),
  ]);
  const release = parseDocument(KeyRelease, await keyResponse.json(), "key release");
  const length = fileResponse.headers.get("content-length");
  return {
    release,
    size: length === null ? null : Number(length),
    ciphertext: bytesOf(fileResponse),
  };
}

/** A response's bytes as they come. Leaving the loop early ends the transfer. */
async function* bytesOf(response: Response): AsyncGenerator<Uint8Array> {
  const reader = response.body!.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (cause) {
    throw new SymbolonError("E6004", { url: "The gateway", reason: "the transfer broke off" }, { cause });
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function get(path: string, headers: Record<string, string>, orderId: string): Promise<Response> {
  const response = await gatewayFetch(path, { headers, cache: "no-store" });
  if (response.ok) return response;
  if (response.status === 404 && !isJson(response))
    throw new SymbolonError("E5005", { orderId, reason: "the gateway does not have it yet" });
  throw await gatewayRefusal(response);
}

function isJson(response: Response): boolean {
  return response.headers.get("content-type")?.includes("json") === true;
}
