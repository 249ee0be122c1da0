import { randomBytes } from "node:crypto";
import type { SynthCells } from "@symbolon/protocol";
import { omopCondition } from "./omopCondition.ts";
import { seedOf } from "./seedOf.ts";
import { usageError } from "./usageError.ts";
import { wholeNumber } from "./wholeNumber.ts";

/** The options that both engines for whole patients take, for parseArgs. */
export const OMOP_OPTIONS = {
  omop: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
  json: { type: "boolean", default: false },
  patients: { type: "string" },
  where: { type: "string", multiple: true, default: [] as string[] },
  format: { type: "string", default: "csv" },
  report: { type: "string" },
  seed: { type: "string" },
  out: { type: "string", short: "o" },
} as const;

/** What both engines are told: from where, to where, in which form, how many, whom and by which randomness. */
export type OmopArguments = {
  readonly folder: string;
  readonly out: string;
  readonly format: "csv" | "parquet";
  readonly seed: Uint8Array;
  readonly where: readonly SynthCells[];
  readonly patients?: number;
};

/** The values of OMOP_OPTIONS as they are used; a seed that is not given is new. Throws E1006 for what makes no sense. */
export function omopArguments(
  values: {
    readonly patients?: string | undefined;
    readonly where: readonly string[];
    readonly format: string;
    readonly seed?: string | undefined;
    readonly out?: string | undefined;
  },
  positionals: readonly string[],
): OmopArguments {
  const [folder, ...others] = positionals;
  const { format, out, patients } = values;
  if (folder === undefined || out === undefined || others.length > 0)
    throw usageError("--omop takes one folder and -o");
  if (format !== "csv" && format !== "parquet") throw usageError("--format is csv or parquet");
  return {
    folder,
    out,
    format,
    seed: values.seed === undefined ? new Uint8Array(randomBytes(32)) : seedOf(values.seed),
    where: values.where.map(omopCondition),
    ...(patients === undefined ? {} : { patients: wholeNumber("--patients", patients) }),
  };
}
