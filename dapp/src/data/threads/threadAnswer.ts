import type { ErrorCode, ErrorDetails } from "@symbolon/protocol";

/** What a thread answers a request with: its value, or a catalogued error. */
export type ThreadAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: ErrorCode; readonly details: ErrorDetails };
