import { z } from "zod";
import { ColumnConcept } from "./columnConcept.ts";
import { ImagesOffer } from "./imagesOffer.ts";
import { RelatedTables } from "./relatedTables.ts";

const name = z.string().regex(/^[a-z][a-z0-9_]{0,30}$/);

const categorical = z.strictObject({
  name,
  label: z.string().min(1),
  kind: z.literal("categorical"),
  levels: z.array(z.string().min(1).max(60)).min(2).max(256),
  concept: ColumnConcept.optional(),
});

const numeric = z.strictObject({
  name,
  label: z.string().min(1),
  kind: z.literal("numeric"),
  unit: z.string(),
  /** k+1 ascending integers for k bins [edges[i], edges[i+1]); values are clamped into [edges[0], edges[k]-1]. */
  edges: z.array(z.int()).min(3).max(257),
  concept: ColumnConcept.optional(),
});

/**
 * `symbolon-schema/1`: the public, data-independent shape of a dataset. Levels and bins are public knowledge (code books, clinical
 * cut-points), never read from the records. `pairs` are the 2-way marginals a fixed-workload order measures, beside every 1-way one.
 * A column may say by a code what it is about. The columns are of one record per patient; `related` and `images` say what else there is of the same patients.
 */
export const DatasetSchema = z
  .strictObject({
    format: z.literal("symbolon-schema/1"),
    name: z.string().min(1).max(80),
    columns: z
      .array(z.discriminatedUnion("kind", [categorical, numeric]))
      .min(2)
      .max(200),
    pairs: z.array(z.tuple([name, name])).max(2000),
    /** What happened to the patients over time, beside their record; offered as whole patients. */
    related: RelatedTables.optional(),
    /** Pictures of the patients; offered as images. */
    images: ImagesOffer.optional(),
  })
  .superRefine((schema, context) => {
    const names = schema.columns.map((column) => column.name);
    if (new Set(names).size !== names.length)
      context.addIssue({ code: "custom", message: "column names repeat" });
    const seen = new Set<string>();
    for (const [a, b] of schema.pairs) {
      if (a === b || !names.includes(a) || !names.includes(b))
        context.addIssue({ code: "custom", message: `pair ${a}, ${b} is not two columns` });
      const key = [a, b].sort().join(" ");
      if (seen.has(key)) context.addIssue({ code: "custom", message: `pair ${a}, ${b} repeats` });
      seen.add(key);
    }
    for (const column of schema.columns) {
      if (
        column.concept?.resource === "Condition" &&
        !(column.kind === "categorical" && column.levels.includes("yes"))
      )
        context.addIssue({ code: "custom", message: `${column.name} is a diagnosis without a level "yes"` });
      if (column.kind === "categorical" && new Set(column.levels).size !== column.levels.length)
        context.addIssue({ code: "custom", message: `levels of ${column.name} repeat` });
      if (column.kind === "numeric" && column.edges.some((edge, i) => i > 0 && edge <= column.edges[i - 1]!))
        context.addIssue({ code: "custom", message: `edges of ${column.name} do not ascend` });
    }
  });
export type DatasetSchema = z.infer<typeof DatasetSchema>;
export type Column = DatasetSchema["columns"][number];
