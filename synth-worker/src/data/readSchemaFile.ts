import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { DatasetSchema, parseDocument, SymbolonError, SynthSchema } from "@symbolon/protocol";
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
  longitudinal: z.object({ subject: z.string() }).optional(),
});

/** private-pgm's form: the number of codes per column, which are 0, 1, 2, ... */
const DomainSchema = z.record(z.string().min(1), z.int().positive());

/** What a column may be to an analysis; other roles of the plain form are not ours. */
const ROLES = new Set(["target", "time", "event", "treatment", "visit_time"]);

/** Which form a schema file has. */
export type SchemaForm = "synth" | "dataset" | "plain" | "domain";

/**
 * A schema file: `symbolon-synth-schema/1` ("synth"), a hospital's `symbolon-schema/1` ("dataset": its edges stay cut points of a finer
 * grid), the plain form ("plain") or private-pgm's {column: number of codes} ("domain"), translated; `form` says which it was. In the plain
 * form, text and columns with role "id" are left out, the subject or else the first id is taken as the patient, `missing` above 0 makes a
 * missing level, and decimals are those that min and max are written with. Throws E1005 for what is no JSON, E1006 naming the first fault.
 */
export async function readSchemaFile(path: string): Promise<{ schema: SynthSchema; form: SchemaForm }> {
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
  const name = basename(path).replace(/\..*$/, "").slice(0, 80) || "table";
  const given = typeof value === "object" && value !== null ? value : {};
  if ("format" in given && given.format === "symbolon-schema/1")
    return { schema: fromDataset(parseDocument(DatasetSchema, value, "schema")), form: "dataset" };
  if ("format" in given) return { schema: parseDocument(SynthSchema, value, "schema"), form: "synth" };
  if (!("columns" in given))
    return { schema: fromDomain(parseDocument(DomainSchema, value, "schema"), name), form: "domain" };
  return { schema: fromPlain(parseDocument(PlainSchema, value, "schema"), name), form: "plain" };
}

function fromDataset(dataset: DatasetSchema): SynthSchema {
  const columns = dataset.columns.map((column) => {
    const { name, label } = column;
    if (column.kind === "categorical") return { name, label, kind: "categorical", levels: column.levels };
    const { edges, unit } = column;
    const [min, max] = [edges[0]!, edges.at(-1)! - 1];
    return { name, label, kind: "number", unit, min, max, integer: true, edges: edges.slice(1, -1) };
  });
  const schema = { format: "symbolon-synth-schema/1", name: dataset.name, columns };
  return parseDocument(SynthSchema, schema, "schema");
}

function fromDomain(domain: z.infer<typeof DomainSchema>, name: string): SynthSchema {
  const columns = Object.entries(domain).map(([column, codes]) => ({
    name: column,
    kind: "categorical",
    levels: Array.from({ length: codes }, (_, code) => String(code)),
  }));
  return parseDocument(SynthSchema, { format: "symbolon-synth-schema/1", name, columns }, "schema");
}

function fromPlain(plain: z.infer<typeof PlainSchema>, fallback: string): SynthSchema {
  const columns = plain.columns.map(({ name, type, levels, ordered, min, max, unit, missing, role }) => {
    if (type === "text" || role === "id") return { name, kind: "id" };
    const known = ROLES.has(role ?? "") ? { role } : {};
    const isMissing = missing === true || (typeof missing === "number" && missing > 0);
    if (type === "categorical")
      return {
        name,
        ...known,
        kind: "categorical",
        levels: levels ?? [],
        ordered: ordered ?? false,
        missing: isMissing,
      };
    const decimals = Math.max(decimalsOf(min), decimalsOf(max));
    return {
      name,
      ...known,
      kind: "number",
      min,
      max,
      integer: type === "integer",
      missing: isMissing,
      // A count's 0 is a value of its own kind: none. It does not share a bin.
      ...(type === "integer" && min === 0 && (max ?? 0) > 1 ? { edges: [1] } : {}),
      ...(type !== "integer" && decimals >= 1 && decimals <= 4 ? { decimals } : {}),
      ...(unit === undefined ? {} : { unit }),
    };
  });
  const patient =
    plain.patient ?? plain.longitudinal?.subject ?? plain.columns.find(({ role }) => role === "id")?.name;
  const schema = {
    format: "symbolon-synth-schema/1",
    name: plain.name ?? fallback,
    columns,
    ...(patient === undefined ? {} : { patient }),
    maxRecordsPerPatient: plain.maxRecordsPerPatient ?? 1,
  };
  return parseDocument(SynthSchema, schema, "schema");
}

/** Decimals a number is written with; 0 says nothing, because JSON drops the 0 of 5.0. */
function decimalsOf(value: number | undefined): number {
  return /^-?\d+\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
}
