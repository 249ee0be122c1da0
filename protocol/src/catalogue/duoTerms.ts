/** A term of the Data Use Ontology. `root` terms only group others and say nothing about use. */
export type DuoTerm = {
  readonly id: string;
  readonly short: string;
  readonly label: string;
  readonly kind: "permission" | "modifier" | "root";
  /** What a value of the term is; null where it has none. */
  readonly value: string | null;
};

const term = (
  number: string,
  short: string,
  label: string,
  kind: DuoTerm["kind"],
  value: string | null = null,
): DuoTerm => ({ id: `DUO:${number}`, short, label, kind, value });

/** The Data Use Ontology (EBISPOT/DUO, CC BY 4.0): conditions under which people allowed their data to be shared. */
export const DUO_TERMS: readonly DuoTerm[] = [
  term("0000001", "", "data use permission", "root"),
  term("0000017", "", "data use modifier", "root"),
  term("0000004", "NRES", "no restriction", "permission"),
  term("0000042", "GRU", "general research use", "permission"),
  term("0000006", "HMB", "health or medical or biomedical research", "permission"),
  term("0000007", "DS", "disease specific research", "permission", "disease (MONDO)"),
  term("0000011", "POA", "population origins or ancestry research only", "permission"),
  term("0000012", "RS", "research specific restrictions", "modifier", "research type"),
  term("0000015", "NMDS", "no general methods research", "modifier"),
  term("0000016", "GSO", "genetic studies only", "modifier"),
  term("0000018", "NPUNCU", "not for profit, non commercial use only", "modifier"),
  term("0000019", "PUB", "publication required", "modifier"),
  term("0000020", "COL", "collaboration required", "modifier"),
  term("0000021", "IRB", "ethics approval required", "modifier"),
  term("0000022", "GS", "geographical restriction", "modifier", "region"),
  term("0000024", "MOR", "publication moratorium", "modifier", "date"),
  term("0000025", "TS", "time limit on use", "modifier", "months"),
  term("0000026", "US", "user specific restriction", "modifier", "user"),
  term("0000027", "PS", "project specific restriction", "modifier", "project"),
  term("0000028", "IS", "institution specific restriction", "modifier", "institution"),
  term("0000029", "RTN", "return to database or resource", "modifier"),
  term("0000043", "CC", "clinical care use", "modifier"),
  term("0000044", "NPOA", "population origins or ancestry research prohibited", "modifier"),
  term("0000045", "NPU", "not for profit organisation use only", "modifier"),
  term("0000046", "NCU", "non-commercial use only", "modifier"),
];
