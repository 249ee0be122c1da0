import type { EncodedTable } from "../../math/encodedTable.ts";

/** What a learner is given: feature columns and, per record, 1 for the positive class and 0 for the other. */
export type LabelledTable = { readonly features: EncodedTable; readonly positive: Uint8Array };

/** A fitted classifier: the log-odds of the positive class for every record of a table with the same columns. */
export type Classifier = { readonly score: (features: EncodedTable) => Float64Array };

/** Fits a classifier; the same records give the same classifier on every machine. */
export type Learner = (data: LabelledTable) => Classifier;
