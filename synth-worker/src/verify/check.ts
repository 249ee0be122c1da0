import { SymbolonError } from "@symbolon/protocol";

/** One thing that was verified: what, whether it holds, and what was seen. */
export type Check = {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly code?: string;
};

/** Runs a check: the returned text is what held; a SymbolonError says what broke; anything else is a damaged document. */
export function check(name: string, body: () => string): Check {
  try {
    return { name, ok: true, detail: body() };
  } catch (cause) {
    if (cause instanceof SymbolonError)
      return { name, ok: false, detail: cause.message.slice(6), code: cause.code };
    return { name, ok: false, detail: cause instanceof Error ? cause.message : String(cause), code: "E7002" };
  }
}

/** Throws E7005 unless the two values print alike. */
export function mustEqual(what: string, actual: unknown, expected: unknown): void {
  if (String(actual).toLowerCase() !== String(expected).toLowerCase()) {
    throw new SymbolonError("E7005", { what, actual: String(actual), expected: String(expected) });
  }
}
