import type { DatasetDescription } from "./datasetDescription.ts";

/** Figures about the records that their holder's node measured; each is left out where it was not. Counts are whole numbers, times in days. */
export type MeasuredQuality = {
  readonly rows?: number;
  /** Cells of all columns, and those of them that are empty. */
  readonly cells?: number;
  readonly emptyCells?: number;
  /** Rows that repeat another. */
  readonly repeatedRows?: number;
  /** Cells outside the ranges and levels of the schema. */
  readonly invalidCells?: number;
  /** Codes of source systems without a standard concept. */
  readonly codes?: number;
  readonly unmappedCodes?: number;
  /** Mean days between collection and addition to the dataset. */
  readonly collectionToDatasetDays?: number;
  /** Mean days from the permit or order to the data. */
  readonly permitToDataDays?: number;
  /** Mean days that a person is in the dataset. */
  readonly daysPerPerson?: number;
};

/** One element of the label. `level` is 0 (poor) to 3 (good), null where nothing is known; `basis` says where it comes from. */
export type LabelElement = {
  readonly group: "a" | "b" | "c" | "d" | "e" | "f";
  readonly name: string;
  readonly level: 0 | 1 | 2 | 3 | null;
  readonly basis: "measured" | "entry" | "unknown";
  readonly detail: string;
};

/** A quality and utility label, symbolon-label/1. */
export type QualityLabel = {
  readonly format: "symbolon-label/1";
  readonly dataset: string;
  readonly elements: readonly LabelElement[];
  /** How many elements of each group have a level, of how many. */
  readonly known: number;
  readonly of: number;
};

type Level = 0 | 1 | 2 | 3;

/**
 * The data quality and utility label of Regulation (EU) 2025/327 Art. 78(3), groups (a) to (f), as far as it can be computed from the catalogue
 * entry and from measured figures. Nothing is guessed: what is not known has no level. The levels' limits are this scheme's own (version 1), as the
 * implementing act of Art. 78(6) is not there; the limits of the time from permit to data (30, 90 and 180 days) follow the QUANTUM project.
 */
export function qualityLabel(entry: DatasetDescription, measured: MeasuredQuality = {}): QualityLabel {
  const elements = [
    ...documentation(entry),
    ...technical(measured, entry),
    unknown("c", "maturity of quality management", "needs a statement of the holder"),
    unknown("c", "bias examination", "needs a statement of the holder"),
    ...coverage(entry, measured),
    time("e", "collection to dataset", measured.collectionToDatasetDays),
    time("e", "permit to data", measured.permitToDataDays),
    given("f", "links with other datasets", [entry.source, entry.relation, entry.derivedFrom]),
  ];
  return {
    format: "symbolon-label/1",
    dataset: entry.iri ?? "",
    elements,
    known: elements.filter(({ level }) => level !== null).length,
    of: elements.length,
  };
}

function documentation(entry: DatasetDescription): LabelElement[] {
  const columns =
    entry.variables?.flatMap(({ table }) => table?.flatMap(({ column }) => column ?? []) ?? []) ?? [];
  const described = columns.filter(({ description }) => (description?.length ?? 0) > 0).length;
  return [
    share(
      "a",
      "metadata",
      recommendedShare(entry),
      "of the recommended properties that say something about the data",
      "entry",
    ),
    given("a", "support documentation", [entry.page, entry.landingPage]),
    entry.hasStructuredData === false
      ? unknown("a", "data dictionary", "the data are not structured")
      : share(
          "a",
          "data dictionary",
          columns.length === 0 ? 0 : described / columns.length,
          "of the variables are described",
          "entry",
        ),
    given("a", "format and standards", [entry.conformsTo, entry.codingSystem]),
    given("a", "source of the data", [entry.provenance, entry.wasGeneratedBy]),
  ];
}

function technical(measured: MeasuredQuality, entry: DatasetDescription): LabelElement[] {
  const { rows, cells, emptyCells, repeatedRows, invalidCells, codes, unmappedCodes } = measured;
  return [
    without("completeness", emptyCells, cells, "of the cells are filled"),
    without("uniqueness", repeatedRows, rows, "of the rows are unique"),
    without("validity", invalidCells, cells, "of the cells are within the schema"),
    without("consistency", unmappedCodes, codes, "of the codes have a standard concept"),
    unknown("b", "accuracy", "needs a comparison with the source documents"),
    entry.accrualPeriodicity === undefined
      ? unknown("b", "timeliness", "the entry does not say how often it is updated")
      : element("b", "timeliness", 3, "entry", `updated ${entry.accrualPeriodicity.split("/").at(-1)}`),
  ];
}

function coverage(entry: DatasetDescription, { daysPerPerson }: MeasuredQuality): LabelElement[] {
  return [
    given("d", "period", [entry.temporal]),
    given("d", "population coverage", [entry.populationCoverage]),
    unknown("d", "representativity", "needs a reference population"),
    daysPerPerson === undefined
      ? unknown("d", "time of a person in the dataset", "not measured")
      : element("d", "time of a person in the dataset", 3, "measured", `${daysPerPerson} days on average`),
  ];
}

function recommendedShare(entry: DatasetDescription): number {
  const asked = [
    entry.healthTheme,
    entry.codingSystem,
    entry.codeValues,
    entry.conformsTo,
    entry.records,
    entry.individuals,
    entry.minTypicalAge,
    entry.maxTypicalAge,
    entry.populationCoverage,
    entry.temporal,
    entry.language,
    entry.legalBasis,
    entry.purpose,
    entry.accrualPeriodicity,
  ];
  return (
    asked.filter((value) => value !== undefined && (!Array.isArray(value) || value.length > 0)).length /
    asked.length
  );
}

function given(
  group: LabelElement["group"],
  name: string,
  values: readonly (readonly unknown[] | undefined)[],
): LabelElement {
  const count = values.filter((value) => value !== undefined && value.length > 0).length;
  if (count === 0) return unknown(group, name, "the entry does not say");
  return element(group, name, count === values.length ? 3 : 2, "entry", "told in the entry");
}

function without(name: string, bad: number | undefined, all: number | undefined, what: string): LabelElement {
  if (bad === undefined || all === undefined || all <= 0 || bad < 0 || bad > all)
    return unknown("b", name, "not measured");
  return share("b", name, 1 - bad / all, what, "measured");
}

function share(
  group: LabelElement["group"],
  name: string,
  value: number,
  what: string,
  basis: "measured" | "entry",
): LabelElement {
  const level: Level = value >= 0.99 ? 3 : value >= 0.9 ? 2 : value >= 0.5 ? 1 : 0;
  // Rounded down: 99.99 % must not read as all.
  return element(group, name, level, basis, `${Math.floor(value * 1000) / 10} % ${what}`);
}

function time(group: LabelElement["group"], name: string, days: number | undefined): LabelElement {
  if (days === undefined || days < 0) return unknown(group, name, "not measured");
  const level: Level = days < 30 ? 3 : days < 90 ? 2 : days <= 180 ? 1 : 0;
  return element(group, name, level, "measured", `${Math.round(days * 10) / 10} days on average`);
}

function unknown(group: LabelElement["group"], name: string, detail: string): LabelElement {
  return element(group, name, null, "unknown", detail);
}

function element(
  group: LabelElement["group"],
  name: string,
  level: LabelElement["level"],
  basis: LabelElement["basis"],
  detail: string,
): LabelElement {
  return { group, name, level, basis, detail };
}
