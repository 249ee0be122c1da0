import type { ErrorCode, SymbolonError } from "@symbolon/protocol";

const STATUS: Partial<Record<ErrorCode, number>> = {
  E1009: 422,
  E2004: 404,
  E2007: 404,
  E3010: 409,
  E3011: 403,
  E3012: 403,
  E3013: 409,
  E3014: 404,
  E3015: 403,
  E5001: 404,
  E5002: 502,
  E5004: 502,
  E5005: 403,
  E5007: 410,
  E5008: 409,
  E6001: 502,
  E6002: 502,
  E9002: 403,
  E9003: 413,
  E9004: 401,
  E9005: 409,
  E9006: 404,
  E9008: 500,
  E9012: 404,
  E9013: 403,
  E9014: 401,
  E9020: 406,
};

/** HTTP status of a catalogued error: the table above, else 503 where trying again can help and 400 where it cannot. */
export function httpStatus(error: SymbolonError): number {
  return STATUS[error.code] ?? (error.retryable ? 503 : 400);
}
