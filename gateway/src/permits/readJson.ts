import { SymbolonError } from "@symbolon/protocol";

/** The JSON value of a body. Throws E9009 when it is not UTF-8 or not JSON. */
export function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch (cause) {
    throw new SymbolonError("E9009", { reason: "the body is not JSON" }, { cause });
  }
}
