import { parseDocument, SymbolonError, SynthSchema } from "@symbolon/protocol";
import { z } from "zod";
import { fineDomain } from "../coding/fineDomain.ts";
import { type PrivateModel, parsePrivateModel } from "../model/privateModel.ts";

/** `symbolon-synth/1`: a private model with the schema that turns its levels into values. Rows are a function of it and a seed. */
export type SynthDocument = {
  readonly format: "symbolon-synth/1";
  readonly schema: SynthSchema;
  readonly model: PrivateModel;
};

const Shape = z.strictObject({
  format: z.literal("symbolon-synth/1"),
  schema: SynthSchema,
  model: z.unknown(),
});

/** Parses a document and checks that model and schema have the same levels; throws E1006 naming the first fault. */
export function parseSynthDocument(value: unknown): SynthDocument {
  const { format, schema, model: raw } = parseDocument(Shape, value, "synthesis model");
  const model = parsePrivateModel(raw);
  const { sizes } = fineDomain(schema);
  if (sizes.length !== model.columns.length || sizes.some((size, i) => size !== model.columns[i]!.map.length))
    throw new SymbolonError("E1006", { document: "synthesis model", reason: "schema and model differ" });
  return { format, schema, model };
}
