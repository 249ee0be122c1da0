import { type CohortCondition, type JointModel, SymbolonError } from "@symbolon/protocol";
import { sampleJointModel } from "../joint/sampleJointModel.ts";
import { dequantise } from "../tabular/dequantise.ts";
import { toCsv } from "../tabular/toCsv.ts";

export { type Domain, domainOf } from "../tabular/domain.ts";

/** What file to make of a model: as in the order spec; `seedHex` is 32 bytes as 0x hex. */
export type GenerateRequest = {
  readonly rows: number;
  readonly seedHex: string;
  /** Picks and orders the file's columns (default: all, in schema order) and does not change their values. */
  readonly columns?: readonly string[] | undefined;
  /** Conditions that every row meets. */
  readonly cohort?: readonly CohortCondition[] | undefined;
};

/**
 * The synthetic file of a model: CSV bytes, a function of model and request and of nothing else, so worker, browser and
 * offline verifier get the same bytes. Throws E1006 for a model whose tables do not fit its schema, rows outside 1..1,000,000,
 * a seed that is not 32 bytes, a column that is unknown or repeats, or a cohort that no row can meet; E2014 for a cohort that cuts a bin.
 */
export function generateCsv(
  model: Pick<JointModel, "schema" | "tables" | "rhoMicro">,
  request: GenerateRequest,
): Uint8Array<ArrayBuffer> {
  const refuse = (reason: string): never => {
    throw new SymbolonError("E1006", { document: "request to generate", reason });
  };
  const names = model.schema.columns.map((column) => column.name);
  const wanted = request.columns ?? names;
  if (wanted.length === 0 || new Set(wanted).size !== wanted.length)
    refuse("columns must be named, once each");
  for (const name of wanted) if (!names.includes(name)) refuse(`column ${name} is not in the schema`);
  const { table, seed } = sampleJointModel(model, request);
  const values = dequantise(model.schema.columns, table, seed);
  return toCsv(wanted.map((name) => values[names.indexOf(name)]!));
}
