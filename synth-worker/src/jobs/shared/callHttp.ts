import { CATALOGUE, type ErrorCode, type ErrorDetails, SymbolonError } from "@symbolon/protocol";
import { z } from "zod";

const WireError = z.object({
  code: z.string().refine((code): code is ErrorCode => code in CATALOGUE),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

/**
 * One HTTP call to another process; returns the body of a 2xx answer, at most `limitBytes`. Throws the catalogued error the other
 * side sent, else E6004 (retryable) for no answer, a time-out or a server fault, E9001 for an answer that cannot be used.
 */
export async function callHttp(
  url: string,
  options: {
    readonly method: "GET" | "POST" | "PUT";
    readonly headers?: Record<string, string>;
    readonly body?: Uint8Array<ArrayBuffer> | FormData;
    readonly timeoutMilliseconds?: number;
    readonly limitBytes?: number;
  },
): Promise<Uint8Array<ArrayBuffer>> {
  const { method, headers = {}, body, timeoutMilliseconds = 15_000, limitBytes = 268_435_456 } = options;
  let response: Response;
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    response = await fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    bytes = await readLimited(response, limitBytes);
  } catch (cause) {
    if (cause instanceof SymbolonError) throw cause;
    const reason = (cause as { cause?: { code?: string } }).cause?.code ?? (cause as Error).name;
    throw new SymbolonError("E6004", { url, reason }, { cause });
  }
  if (response.ok) return bytes;
  const wire = wireError(bytes);
  if (wire !== null) throw wire;
  if (response.status >= 500) throw new SymbolonError("E6004", { url, reason: `status ${response.status}` });
  throw new SymbolonError("E9001", { reason: `${url} answered with status ${response.status}` });
}

async function readLimited(response: Response, limitBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const step = await reader?.read();
    if (step === undefined || step.done) break;
    length += step.value.length;
    if (length > limitBytes) {
      await reader?.cancel();
      throw new SymbolonError("E9001", { reason: `the answer has more than ${limitBytes} bytes` });
    }
    chunks.push(step.value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function wireError(bytes: Uint8Array): SymbolonError | null {
  try {
    const body: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const parsed = WireError.parse((body as { error?: unknown }).error ?? body);
    return new SymbolonError(parsed.code, parsed.details as ErrorDetails);
  } catch {
    return null;
  }
}
