import { CATALOGUE, type ErrorCode, SymbolonError } from "@symbolon/protocol";

/**
 * A REST answer that is not 2xx as the catalogued error it names (plain or under `error`), with `known` for what its text may lack: E9002 where a
 * signature was refused, E6004 for anything without a code.
 */
export async function gatewayRefusal(
  response: Response,
  known: Readonly<Record<string, string>> = {},
): Promise<SymbolonError> {
  const body: unknown = await response.json().catch(() => null);
  const outer = body as { code?: unknown; error?: unknown } | null;
  const error = (outer?.code === undefined ? outer?.error : outer) as
    | { code?: unknown; what?: unknown; details?: Record<string, string> }
    | null
    | undefined;
  const code = error?.code;
  if (typeof code === "string" && code in CATALOGUE)
    return new SymbolonError(code as ErrorCode, {
      ...known,
      reason: typeof error?.what === "string" ? error.what : "refused",
      ...error?.details,
    });
  if (response.status === 401 || response.status === 403)
    return new SymbolonError("E9002", { reason: "the signature was refused" });
  return new SymbolonError("E6004", { url: "The gateway", reason: `status ${response.status}` });
}
