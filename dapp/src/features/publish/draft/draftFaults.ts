import { catalogueDescription, checkDescription, DatasetSchema, DUO_TERMS } from "@symbolon/protocol";
import { ProviderConfig } from "@symbolon/synth-worker/upload";
import { draftSchema } from "./draftSchema.ts";
import { entryInput } from "./entryInput.ts";
import { providerConfigOf } from "./providerConfigOf.ts";
import type { PublishDraft } from "./publishDraft.ts";
import { MOST_EPSILON, rhoOf } from "./rhoOf.ts";
import { symOf } from "./symOf.ts";

/** A field of the form; columns are one field together, told by the column's own line. */
export type DraftField = keyof PublishDraft | `costs.${string}` | `dataUse.${string}` | `column.${string}`;

/** What is wrong, by field, in words for the person; empty when the dataset can be published. */
export type DraftFaults = Readonly<Partial<Record<DraftField, string>>>;

/** Members of the entry, by their path in the description, and the field that says them. */
const ENTRY_FIELDS: readonly (readonly [string, DraftField])[] = [
  ["title", "title"],
  ["description", "description"],
  ["keyword", "keywords"],
  ["publisher.contactPoint", "contact"],
  ["publisher", "publisher"],
  ["custodian.contactPoint", "contact"],
  ["custodian", "publisher"],
  ["contactPoint", "contact"],
  ["hdab.contactPoint", "hdabPage"],
  ["hdab", "hdabName"],
  ["healthTheme", "themes"],
  ["codingSystem", "codingSystems"],
  ["conformsTo", "standards"],
  ["spatial", "countries"],
  ["populationCoverage", "coverage"],
  ["legalBasis", "legalBasis"],
  ["provenance", "provenance"],
  ["minTypicalAge", "minAge"],
  ["maxTypicalAge", "maxAge"],
  ["temporal", "start"],
  ["qualityAnnotation", "labelUrl"],
  ["distribution", "licence"],
  ["variables", "columns"],
];
/** Members of the node's configuration that ask more than the entry does. */
const CONFIG_FIELDS: Readonly<Record<string, DraftField>> = {
  title: "title",
  description: "description",
  publisher: "publisher",
  contact: "contact",
  keywords: "keywords",
  columns: "columns",
  source: "columns",
  licence: "licence",
  renewalBps: "renewalPercent",
};
/** Lines of text that an entry of this access level, or the node, cannot be without. */
const NEEDED = [
  "title",
  "description",
  "publisher",
  "contact",
  "hdabName",
  "hdabPage",
  "coverage",
  "legalBasis",
  "provenance",
  "licence",
] as const satisfies readonly (keyof PublishDraft)[];
const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;
/** Stands for the market's page, which no fault is about. */
const ANY_PAGE = "https://market.invalid/";
const SCHEMA_NAME = /^[\w.-]{1,80}$/;

/**
 * Everything that stops a draft from being published: the form's own amounts, the schema's validator, protocol's check of the catalogue entry
 * (HealthDCAT-AP Release 8), and what the node's configuration asks. The first fault of a field is shown.
 */
export function draftFaults(draft: PublishDraft): DraftFaults {
  const faults: Partial<Record<DraftField, string>> = {};
  const tell = (field: DraftField, text: string) => {
    faults[field] ??= text;
  };
  if (draft.sample === null) tell("sample", "Pick a file first.");
  checkColumns(draft, tell);
  checkTerms(draft, tell);
  // Empty fields and email addresses in the form's own words: the entry knows of literals and IRIs.
  for (const field of NEEDED) if (draft[field].trim() === "") tell(field, "This is needed.");
  if (!EMAIL.test(draft.contact.trim())) tell("contact", "Write an email address.");
  for (const [field, text] of checkEntry(draft)) tell(field, text);
  const config = ProviderConfig.safeParse(providerConfigOf(draft, ANY_PAGE));
  for (const { path, message } of config.error?.issues ?? []) {
    const field = CONFIG_FIELDS[String(path[0])];
    if (field !== undefined) tell(field, `${message}.`);
  }
  return faults;
}

type Tell = (field: DraftField, text: string) => void;

function checkColumns(draft: PublishDraft, tell: Tell): void {
  if (!SCHEMA_NAME.test(draft.schemaName)) tell("schemaName", "1 to 80 letters, digits, dots, _ and -.");
  const included = draft.columns.filter(({ isIncluded }) => isIncluded);
  if (included.length < 2) tell("columns", "Take at least two columns.");
  if (!draft.isPublicOk) tell("isPublicOk", "Confirm that ranges and levels may be public.");
  const names = included.map(({ name }) => name);
  const repeated = included.find(({ name }, i) => names.indexOf(name) !== i);
  if (repeated !== undefined) tell(`column.${repeated.source}`, `Another column is called ${repeated.name}.`);
  const result = DatasetSchema.safeParse(draftSchema(draft));
  for (const { path, message } of result.error?.issues ?? []) {
    const [member, at, part] = path;
    const column = member === "columns" && typeof at === "number" ? included[at] : undefined;
    if (column !== undefined)
      tell(`column.${column.source}`, `${part === undefined ? "" : `${String(part)}: `}${message}.`);
    else {
      const named = included.find(({ name }) => message.includes(` ${name} `));
      if (named !== undefined) tell(`column.${named.source}`, `${message}.`);
      else if (included.length >= 2 && member !== "name" && repeated === undefined)
        tell("columns", `${message}.`);
    }
  }
}

function checkTerms(draft: PublishDraft, tell: Tell): void {
  const amount = "Write an amount such as 12.5.";
  if (draft.lane === "commercial") {
    for (const field of ["price", "rowPrice"] as const) if (symOf(draft[field]) === null) tell(field, amount);
    const renewal = Number(draft.renewalPercent);
    if (draft.renewalPercent.trim() === "" || !(renewal >= 0 && renewal <= 100))
      tell("renewalPercent", "Write 0 to 100.");
  } else
    for (const [line, text] of Object.entries(draft.costs))
      if (symOf(text) === null) tell(`costs.${line}`, amount);
  const range = `Write an epsilon from 0.01 to ${MOST_EPSILON}.`;
  const [cap, perBuyer] = [rhoOf(draft.epsilon), rhoOf(draft.epsilonPerBuyer)];
  if (cap === null) tell("epsilon", range);
  if (draft.epsilonPerBuyer.trim() !== "") {
    if (perBuyer === null) tell("epsilonPerBuyer", range);
    else if (cap !== null && perBuyer > cap)
      tell("epsilonPerBuyer", "One buyer cannot use more than there is.");
  }
  if (draft.purposesMask === 0) tell("purposesMask", "Allow at least one purpose.");
  for (const [duo, value] of Object.entries(draft.dataUse)) {
    const term = DUO_TERMS.find(({ id }) => id === duo);
    if (term?.value != null && value.trim() === "") tell(`dataUse.${duo}`, `Say which ${term.value}.`);
  }
}

function checkEntry(draft: PublishDraft): [DraftField, string][] {
  // The mask is told by the form itself; the entry is checked with one that it can be made of.
  // So is the name of the table, which is a part of the identifier.
  const schemaName = SCHEMA_NAME.test(draft.schemaName) ? draft.schemaName : "table";
  const input = entryInput({ ...draft, schemaName }, { unique: "0", accessUrl: ANY_PAGE });
  const description = catalogueDescription({ ...input, purposesMask: input.purposesMask || 1 });
  return checkDescription(description).flatMap(({ severity, path, what, todo }): [DraftField, string][] => {
    if (severity !== "violation") return [];
    const field = ENTRY_FIELDS.find(([start]) => path.startsWith(start))?.[1];
    return [[field ?? "description", `${what}. ${todo}`]];
  });
}
