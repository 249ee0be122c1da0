import { HolderDeclaration, parseDocument, SymbolonError } from "@symbolon/protocol";
import { Reader } from "./reader.ts";
import { restRequest } from "./restRequest.ts";

/** What holders' duties and access bodies' words make known of a dataset of the EHDS lane, beside its catalogue entry. */
export type DatasetDuties = {
  readonly declaration: HolderDeclaration;
  /** Unix seconds. */
  readonly declaredAt: number;
  /** False where the holder is exempt, so that no application may ask for the dataset (Art. 50). */
  readonly isInScope: boolean;
  /** Of the yearly check of the description (Art. 60(3)); `dueOn` is the last day in time. */
  readonly review: { readonly dueOn: string; readonly state: "reviewed" | "due-soon" | "overdue" };
  /** Countries whose access body names the holder as trusted (Art. 72). */
  readonly trustedBy: readonly string[];
};

const STATES = ["reviewed", "due-soon", "overdue"] as const;

/** Path of a dataset's duties at the gateway; everybody may read it. */
export function datasetDutiesPath(datasetId: string): string {
  return `/ehds/datasets/${datasetId}`;
}

/**
 * What is declared of a dataset; null where its present owner has declared nothing. Throws E6004 without connection, E1006 for a declaration of another
 * form, E9001 for another answer.
 */
export async function fetchDatasetDuties(
  datasetId: string,
  signal?: AbortSignal,
): Promise<DatasetDuties | null> {
  let answer: Reader;
  try {
    const init = signal === undefined ? {} : { signal };
    answer = new Reader(await restRequest(datasetDutiesPath(datasetId), init), "duties");
  } catch (error) {
    if (error instanceof SymbolonError && error.code === "E3014") return null;
    throw error;
  }
  const review = answer.object("review");
  const state = STATES.find((each) => each === review.text("state"));
  if (state === undefined)
    throw new SymbolonError("E9001", { reason: `a review is ${review.text("state").slice(0, 40)}` });
  const trustedBy = answer.json("trustedBy");
  if (!Array.isArray(trustedBy) || trustedBy.some((country) => typeof country !== "string"))
    throw new SymbolonError("E9001", { reason: "duties.trustedBy is not a list of countries" });
  return {
    declaration: parseDocument(HolderDeclaration, answer.json("declaration"), "holder declaration"),
    declaredAt: answer.integer("declaredAt"),
    isInScope: answer.bool("isInScope"),
    review: { dueOn: review.text("dueOn"), state },
    trustedBy: trustedBy as string[],
  };
}
