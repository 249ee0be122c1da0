import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseDocument, SymbolonError, SynthSchema } from "@symbolon/protocol";
import { z } from "zod";

/** The plain form many data sets come with: {columns: [{name, type, levels | min, max, missing, role}]}. */
const PlainSchema = z.object({
  name: z.string().min(1).max(80).optional(),
  columns: z
    .array(
      z.object({
        name: z.string(),
        type: z.enum(["categorical", "integer", "continuous", "number", "text"]),
        levels: z.array(z.string()).optional(),
        ordered: z.boolean().optional(),
        min: z.number().optional(),
        max: z.number().optional(),
        unit: z.string().optional(),
        missing: z.union([z.number(), z.boolean()]).optional(),
        role: z.string().optional(),
      }),
    )
    .min(1),
  patient: z.string().optional(),
  maxRecordsPerPatient: z.int().positive().optional(),
});

/**
 * A schema file: `symbolon-synth-schema/1`, or the plain form, which is translated (`form` says which it was). In the plain form, text
 * and columns with role "id" are left out, an id is taken as the patient, and `missing` above 0 makes a missing level. Throws E1005 for
 * what is no JSON, E1006 naming the first fault.
 */
export async function readSchemaFile(
  path: string,
): Promise<{ schema: SynthSchema; form: "synth" | "plain" }> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw new SymbolonError(
      "E1005",
      { file: basename(path), reason: "it cannot be read as JSON" },
      { cause },
    );
  }
  if (typeof value === "object" && value !== null && "format" in value)
    return { schema: parseDocument(SynthSchema, value, "schema"), form: "synth" };
  const plain = parseDocument(PlainSchema, value, "schema");
  const ids = plain.columns.filter(({ role }) => role === "id").map(({ name }) => name);
  const patient = plain.patient ?? ids[0];
  const schema = {
    format: "symbolon-synth-schema/1",
    name: plain.name ?? basename(path).replace(/\..*$/, ""),
    columns: plain.columns.map((column) => {
      const { name, type, levels, ordered, min, max, unit, missing, role } = column;
      if (type === "text" || role === "id") return { name, kind: "id" };
      const isMissing = missing === true || (typeof missing === "number" && missing > 0);
      if (type === "categorical")
        return {
          name,
          kind: "categorical",
          levels: levels ?? [],
          ordered: ordered ?? false,
          missing: isMissing,
        };
      return {
        name,
        kind: "number",
        min,
        max,
        integer: type === "integer",
        missing: isMissing,
        ...(unit === undefined ? {} : { unit }),
      };
    }),
    ...(patient === undefined ? {} : { patient }),
    maxRecordsPerPatient: plain.maxRecordsPerPatient ?? 1,
  };
  return { schema: parseDocument(SynthSchema, schema, "schema"), form: "plain" };
}
