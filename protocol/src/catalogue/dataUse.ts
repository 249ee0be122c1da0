/** A term of the Data Use Ontology on a dataset (`DUO:0000007`) with its values where it has some. */
export type DataUseTerm = { readonly duo: string; readonly values: readonly string[] };

/** What somebody wants to do with data, in the words that DUO terms are about. */
export type DataUseRequest = {
  readonly purposes: readonly (
    | "biomedical"
    | "ancestry"
    | "methods"
    | "otherResearch"
    | "clinicalCare"
    | "other"
  )[];
  /** MONDO ids of the diseases studied, with those that include them where the ontology says so. */
  readonly diseases: readonly string[];
  /** Kinds of research, in the data holder's words. */
  readonly researchTypes: readonly string[];
  /** Genotypes are studied, alone or with phenotypes. */
  readonly genetic: boolean;
  readonly organisation: { readonly id: string; readonly notForProfit: boolean };
  readonly commercial: boolean;
  readonly user: string;
  readonly project: string;
  /** Where the data would be used, codes of countries or regions. */
  readonly regions: readonly string[];
  readonly months: number;
  /** Day of the first publication, YYYY-MM-DD; null when nothing is to be published. */
  readonly publishesOn: string | null;
  readonly hasEthicsApproval: boolean;
  readonly collaborates: boolean;
  readonly returnsResults: boolean;
};
