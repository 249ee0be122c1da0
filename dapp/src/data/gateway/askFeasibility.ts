import {
  type CohortCondition,
  documentBytes,
  type FeasibilityCount,
  type Hex,
  SymbolonError,
} from "@symbolon/protocol";
import { restRequest } from "./restRequest.ts";

/** A question about one dataset as the gateway reads it: the bytes to sign and to send. */
export function feasibilityBody(cohort: readonly CohortCondition[]): Uint8Array<ArrayBuffer> {
  return documentBytes({ format: "symbolon-feasibility/1", cohort });
}

/**
 * Asks how many patients of a dataset meet a cohort's conditions: a rounded or suppressed count, or null while the holder's node has not answered. Asking
 * the same again costs nothing. Throws what restRequest throws (E9007 above the limit of questions).
 */
export async function askFeasibility(
  datasetId: string,
  body: Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
): Promise<FeasibilityCount | null> {
  const { answer } = (await restRequest(`/ehds/feasibility/${datasetId}`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body,
    cache: "no-store",
  })) as { questionDigest: Hex; answer: unknown };
  return countOf(answer);
}

function countOf(answer: unknown): FeasibilityCount | null {
  if (answer === null) return null;
  const { k, roundedTo, count, fewerThan } = answer as Partial<
    Record<"k" | "roundedTo" | "count" | "fewerThan", unknown>
  >;
  const isCount = (value: unknown): value is number => Number.isSafeInteger(value);
  if (isCount(k) && isCount(roundedTo)) {
    if (isCount(count)) return { k, roundedTo, count };
    if (isCount(fewerThan)) return { k, roundedTo, fewerThan };
  }
  throw new SymbolonError("E9001", { reason: "a feasibility answer without a count" });
}
