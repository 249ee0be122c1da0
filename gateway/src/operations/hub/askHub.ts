import { isErrorCode, SymbolonError } from "@symbolon/protocol";
import { readHubState } from "./hubState.ts";

/** Asks the hub that runs on a folder to do something and gives its answer. Throws E8006 when none runs, else the hub's own error. */
export async function askHub(
  folder: string,
  action: string,
  input: object = {},
): Promise<Record<string, unknown>> {
  const { controlUrl, controlToken } = readHubState(folder);
  const response = await fetch(`${controlUrl}/${action}`, {
    method: "POST",
    headers: { authorization: `Bearer ${controlToken}`, "content-type": "application/json" },
    body: JSON.stringify(input),
  }).catch((cause: unknown) => {
    // It was killed and could not take its word back.
    throw new SymbolonError("E8006", { path: folder }, { cause });
  });
  const answer = (await response.json()) as Record<string, unknown> & {
    error?: { code: string; what: string; todo: string };
  };
  if (answer.error === undefined) return answer;
  const { code, ...received } = answer.error;
  throw new SymbolonError(isErrorCode(code) ? code : "E9001", { reason: code }, { received });
}
