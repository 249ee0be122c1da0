import { isErrorCode, SymbolonError } from "@symbolon/protocol";
import { gatewayFetch } from "./gatewayFetch.ts";
import { OPERATIONS } from "./operations.ts";

/** GraphQL answer before decoding. */
export type GatewayData = Record<string, unknown>;

/**
 * Sends one of the dApp's operations to the gateway of this page's origin and returns its `data`.
 * Throws E6004 (retryable) when the gateway does not answer, the gateway's own code when it names one, E9001 otherwise.
 */
export async function gatewayRequest(
  operation: keyof typeof OPERATIONS,
  variables: Record<string, unknown> = {},
  signal?: AbortSignal,
): Promise<GatewayData> {
  const response = await gatewayFetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ query: OPERATIONS[operation], variables }),
    ...(signal === undefined ? {} : { signal }),
  });
  const body: unknown = await response.json().catch(() => null);
  const error = firstError(body);
  if (error !== null) throw error;
  if (!isRecord(body) || !isRecord(body.data)) {
    if (response.status >= 500)
      throw new SymbolonError("E6004", { url: "The gateway", reason: `status ${response.status}` });
    throw new SymbolonError("E9001", { reason: `status ${response.status} without data` });
  }
  return body.data;
}

function firstError(body: unknown): SymbolonError | null {
  if (!isRecord(body) || !Array.isArray(body.errors) || body.errors.length === 0) return null;
  const error: unknown = body.errors[0];
  if (!isRecord(error)) return new SymbolonError("E9001", { reason: "an error without text" });
  const extensions = isRecord(error.extensions) ? error.extensions : {};
  const { code } = extensions;
  if (typeof code === "string" && isErrorCode(code)) {
    const details = isRecord(extensions.details) ? (extensions.details as Record<string, string>) : {};
    return new SymbolonError(code, details);
  }
  return new SymbolonError("E9001", { reason: String(error.message ?? "an error without text") });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
