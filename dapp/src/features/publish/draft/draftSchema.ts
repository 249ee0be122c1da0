import type { DatasetSchema } from "@symbolon/protocol";
import { schemaColumn } from "../sample/schemaColumn.ts";
import type { PublishDraft } from "./publishDraft.ts";

/** The schema that a draft describes, unchecked: its validator says what is wrong with it. */
export function draftSchema({
  schemaName,
  columns,
}: Pick<PublishDraft, "schemaName" | "columns">): DatasetSchema {
  return {
    format: "symbolon-schema/1",
    name: schemaName,
    columns: columns.filter(({ isIncluded }) => isIncluded).map(schemaColumn),
    pairs: [],
  };
}
