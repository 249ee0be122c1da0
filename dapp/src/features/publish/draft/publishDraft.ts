import type { ColumnDraft } from "../sample/columnDraft.ts";
import type { SampleTable } from "../sample/sampleTable.ts";
import { LEGAL_BASES } from "./legalBases.ts";

/** Where a draft's columns came from; null before a sample was read. */
export type SampleOrigin = Pick<SampleTable, "format" | "fileName" | "fileDigest" | "delimiter" | "rows">;

/** A dataset that is being described. Plain values, so that it survives a reload; amounts are text in SYM until they are listed. */
export type PublishDraft = {
  readonly format: "symbolon-publish-draft/1";
  readonly sample: SampleOrigin | null;
  /** 16 random hexadecimal digits: the identifier of a dataset without a consent root. Kept, so that a second attempt is the same dataset. */
  readonly unique: string;
  readonly schemaName: string;
  readonly columns: readonly ColumnDraft[];
  /** File column whose text is the patient's pseudonym in consents; null: the record's number. It never leaves the hospital. */
  readonly subject: string | null;
  /** The person has confirmed that ranges and levels may be public. */
  readonly isPublicOk: boolean;

  readonly title: string;
  readonly description: string;
  readonly keywords: string;
  readonly publisher: string;
  readonly contact: string;
  readonly hdabName: string;
  readonly hdabPage: string;
  readonly category: number;
  readonly themes: readonly string[];
  readonly codingSystems: string;
  readonly standards: string;
  readonly countries: readonly string[];
  readonly coverage: string;
  readonly legalBasis: string;
  readonly provenance: string;
  readonly minAge: string;
  readonly maxAge: string;
  readonly start: string;
  readonly end: string;
  readonly isTrusted: boolean;
  readonly isPublicFunding: boolean;
  readonly labelUrl: string;

  readonly lane: "commercial" | "ehds";
  readonly purposesMask: number;
  /** Terms of the Data Use Ontology by id, with their value where one needs it. */
  readonly dataUse: Readonly<Record<string, string>>;
  readonly price: string;
  readonly rowPrice: string;
  readonly costs: Readonly<Record<CostLine, string>>;
  readonly renewalPercent: string;
  /** Whole budget and the most one buyer may use of it, as epsilon at the reading delta; the second empty: all. */
  readonly epsilon: string;
  readonly epsilonPerBuyer: string;
  readonly licence: string;
};

/** Cost lines of the EHDS lane. */
export type CostLine = "holder" | "compute" | "evaluation" | "accessBody";

/** What a new draft starts from. */
export const EMPTY_DRAFT: PublishDraft = {
  format: "symbolon-publish-draft/1",
  sample: null,
  unique: "",
  schemaName: "",
  columns: [],
  subject: null,
  isPublicOk: false,
  title: "",
  description: "",
  keywords: "",
  publisher: "",
  contact: "",
  hdabName: "",
  hdabPage: "",
  category: 0,
  themes: [],
  codingSystems: "",
  standards: "",
  countries: [],
  coverage: "",
  legalBasis: LEGAL_BASES.commercial,
  provenance: "",
  minAge: "",
  maxAge: "",
  start: "",
  end: "",
  isTrusted: false,
  isPublicFunding: false,
  labelUrl: "",
  lane: "commercial",
  purposesMask: 0b1_0000,
  dataUse: {},
  price: "50",
  rowPrice: "0",
  costs: { holder: "0", compute: "0", evaluation: "0", accessBody: "0" },
  renewalPercent: "10",
  epsilon: "3",
  epsilonPerBuyer: "",
  licence: "https://creativecommons.org/licenses/by/4.0/",
};
