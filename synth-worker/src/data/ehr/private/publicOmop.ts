import { SymbolonError } from "@symbolon/protocol";
import { readDate } from "../../../ehr/dates/readDate.ts";
import type { EhrDomain } from "../../../ehr/domain/ehrDomain.ts";
import type { PublicColumn, PublicDomain, PublicTable } from "../../../sequences/private/publicDomain.ts";
import type { SequenceSchema } from "../../../sequences/records/sequenceSchema.ts";
import { MODELLED_OMOP, type ModelledTable } from "../modelledOmop.ts";
import { placedName } from "../placedName.ts";
import { SEX_COLUMNS } from "../sexColumns.ts";
import { type CodeBook, codeBook } from "./codeBook.ts";
import { publicEdges } from "./publicEdges.ts";
import { splitBins } from "./splitBins.ts";

/** One modelled table, as far as it is public. */
export type PublicOmopTable = {
  readonly target: ModelledTable;
  readonly inVisits: boolean;
  readonly codes: CodeBook;
  readonly values: CodeBook | null;
  /** Decimals of the number, per code; null: it has none. */
  readonly decimals: readonly (number | null)[];
};

/** A domain as the model needs it: a function of the document alone. */
export type PublicOmop = {
  readonly schema: SequenceSchema;
  readonly domain: PublicDomain;
  readonly sexes: CodeBook;
  /** In the order of the schema's tables. */
  readonly tables: readonly PublicOmopTable[];
};

const UNKNOWN_SEX = "unknown";

/** Public bins where a domain names none: as people speak of ages and days. An import caps ages at 90. */
const AGES = [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 91];
const DAYS_OBSERVED = [0, 92, 366, 731, 1827, 3653, 7305];
const FIRST_DAYS = [0, 1, 8, 31, 61, 92, 183, 366, 548, 731, 1096, 1461, 1827, 2557, 3653, 5479, 7305];
const GAPS = [0, 1, 8, 31, 61, 92, 122, 183, 274, 366, 548, 731, 1096, 1827, 3653, 7305];
const GAPS_IN_VISITS = [0, 1, 2, 3, 5, 8, 15, 31];
const LENGTHS = [0, 1, 2, 3, 5, 8, 15, 31, 61, 92, 183, 366];
/** Bins of codes with few values are cut finer than their values; what is drawn is rounded to the code's own decimals when it is written. */
const DRAWN_DECIMALS = 9;

/**
 * Reads a domain for the model: schema (survival until death, compared by age and sex), public columns, code books. Tables in the order of MODELLED_OMOP.
 * Throws E1006 for what does not fit OMOP or itself.
 */
export function publicOmop({ patients, tables }: EhrDomain): PublicOmop {
  const refuse = (reason: string): never => {
    throw new SymbolonError("E1006", { document: "public domain", reason });
  };
  if (patients.sexes.some(({ name }) => name === UNKNOWN_SEX))
    refuse(`the sex ${UNKNOWN_SEX} is always there`);
  const sexes = codeBook("person", SEX_COLUMNS, [...patients.sexes, { name: UNKNOWN_SEX, is: {} }]);
  const grid = publicEdges(patients.daysObserved ?? DAYS_OBSERVED, 0, "daysObserved");
  const placed = MODELLED_OMOP.flatMap((target) =>
    (target.table === "visit_occurrence" ? [undefined] : (["inside", "outside"] as const)).flatMap(
      (visits) => {
        const [own, ...more] = tables.filter(
          (each) => each.table === target.table && (visits === undefined || each.visits === visits),
        );
        if (more.length > 0) refuse(`${target.table} is there twice`);
        return own === undefined ? [] : [{ target, inVisits: visits === "inside", own }];
      },
    ),
  );
  for (const { table, visits } of tables)
    if ((table === "visit_occurrence") !== (visits === undefined))
      refuse(`${table}: facts are inside or outside visits; visits are neither`);
  const hasVisits = placed.some(({ target }) => target.table === "visit_occurrence");
  if (!hasVisits && placed.some(({ inVisits }) => inVisits)) refuse("facts inside visits need visits");
  const read = placed.map(({ target, inVisits, own }) => publicTable(target, inVisits, own));
  return {
    schema: {
      until: "days observed",
      survival: { time: "days observed", event: "died", level: "yes", covariates: ["age", "sex"] },
      tables: placed.map(({ target, inVisits, own }) => ({
        name: placedName(target.table, inVisits),
        code: "about",
        mostRows: own.mostRows,
        once: own.codes.filter(({ once }) => once).map(({ name }) => name),
        ...(inVisits ? { parent: "visit_occurrence" } : {}),
      })),
    },
    domain: {
      patients: [
        levels("sex", sexes.names),
        number("age", publicEdges(patients.age ?? AGES, 0, "age"), 0),
        number("first day", datesOf(patients.firstDay), 0),
        number("days observed", [grid[0]!, grid.at(-1)!], 0),
        levels("died", ["no", "yes"]),
      ],
      grid,
      tables: read.map(({ publicly }) => publicly),
    },
    sexes,
    tables: read.map(({ table }) => table),
  };
}

function publicTable(
  target: ModelledTable,
  inVisits: boolean,
  own: EhrDomain["tables"][number],
): { readonly table: PublicOmopTable; readonly publicly: PublicTable } {
  const name = placedName(target.table, inVisits);
  const refuse = (reason: string): never => {
    throw new SymbolonError("E1006", { document: "public domain", reason: `${name}: ${reason}` });
  };
  const codes = codeBook(target.table, target.about, own.codes);
  const columns: PublicColumn[] = [levels("about", codes.names)];
  if (own.values !== undefined && target.value.length === 0) refuse("its rows have no values");
  const values = own.values === undefined ? null : codeBook(target.table, target.value, own.values);
  if (values !== null) columns.push({ name: "value", kind: "category", levels: values.names });
  const numbers = own.codes.map(({ number: each, name: code }) =>
    each === undefined ? null : publicEdges(each.edges, each.decimals, `${name}, ${code}`),
  );
  const first = numbers.find((edges) => edges !== null);
  if (first !== undefined) {
    if (target.number === null) refuse("its rows have no numbers");
    const bins = numbers.reduce((most, edges) => Math.max(most, (edges?.length ?? 0) - 1), 0);
    const edgesOf = codes.names.flatMap((code, c): [string, readonly number[]][] => {
      const edges = numbers[c];
      return edges == null ? [] : [[code, splitBins(edges, bins)]];
    });
    columns.push({
      name: "number",
      kind: "number",
      edges: splitBins(first, bins),
      decimals: DRAWN_DECIMALS,
      edgesOf: Object.fromEntries(edgesOf),
    });
  }
  if (own.length !== undefined && target.end === null) refuse("its rows have no end");
  if (target.end !== null)
    columns.push({
      name: "days",
      kind: "number",
      edges: publicEdges(own.length ?? LENGTHS, 0, `${name}, length`),
      decimals: 0,
    });
  return {
    table: {
      target,
      inVisits,
      codes,
      values,
      decimals: own.codes.map(({ number: each }) => each?.decimals ?? null),
    },
    publicly: {
      columns,
      firstDay: inVisits ? [0, 1] : publicEdges(own.firstDay ?? FIRST_DAYS, 0, `${name}, firstDay`),
      gap: publicEdges(own.gap ?? (inVisits ? GAPS_IN_VISITS : GAPS), 0, `${name}, gap`),
      counted: inVisits ? [] : own.codes.filter(({ counted }) => counted).map(({ name: code }) => code),
      markov: own.markov,
    },
  };
}

function datesOf(named: EhrDomain["patients"]["firstDay"]): readonly number[] {
  const day = (text: string) => readDate(text)?.day ?? Number.NaN;
  return publicEdges(
    "from" in named ? { ...named, from: day(named.from), to: day(named.to) } : named.map(day),
    0,
    "firstDay",
  );
}

function levels(name: string, own: readonly string[]): PublicColumn {
  return { name, kind: "category", levels: own, complete: true };
}

function number(name: string, edges: readonly number[], decimals: number): PublicColumn {
  return { name, kind: "number", edges, decimals, complete: true };
}
