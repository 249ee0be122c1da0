import { type Hex, SymbolonError, type SynthCells } from "@symbolon/protocol";
import type { EhrDomain } from "../../../ehr/domain/ehrDomain.ts";
import { checkOmop } from "../../../ehr/omop/checkOmop.ts";
import { OMOP_TABLE_NAMES } from "../../../ehr/omop/omopTables.ts";
import { toNumber } from "../../../math/toNumber.ts";
import type { EntropySource } from "../../../random/entropySource.ts";
import { fitPrivateRecords } from "../../../sequences/private/fitPrivateRecords.ts";
import type { PrivateRecordsModel } from "../../../sequences/private/privateRecordsModel.ts";
import { samplePrivateRecords } from "../../../sequences/private/samplePrivateRecords.ts";
import { violationsOf } from "../../../sequences/records/violationsOf.ts";
import { omopFiles } from "../omopFiles.ts";
import { readOmop } from "../readOmop.ts";
import { domainRecords } from "./domainRecords.ts";
import { domainToOmop } from "./domainToOmop.ts";
import { publicOmop } from "./publicOmop.ts";

/** Trees of pairs, steadier than a long search with a budget that many tables share; and what goes to the patients' own table. Both as measured in docs/EHR.md. */
const MECHANISM = "mst";
const PATIENT_SHARE = 0.6;

/** What the promise rests on beside the mathematics. */
const DEPENDS_ON = [
  "the domain is public: no word of it was changed because of who is in the tables",
  "a patient is one person_id: who is there under two ids is protected as two",
  "the noise comes from the operating system's generator and is not kept",
  "it is about what was written: how long the run took, and what it said when it failed, is for whoever holds the records",
] as const;

/** What was made and what was promised. Nothing in it comes from the records but through the noise. */
export type PrivateOmopSynthesis = {
  readonly format: "symbolon-private-omop-synthesis/1";
  /** False when the noise can be repeated (tests). */
  readonly differentiallyPrivate: boolean;
  readonly privacy: PrivateRecordsModel["privacy"] & { readonly mechanism: string };
  /** Every look at the records, part by part: its cost in rho and the standard deviation of its noise. */
  readonly charges: readonly { readonly what: string; readonly rho: number; readonly sigma: number | null }[];
  /** Rows of one patient that count at most, per table. */
  readonly mostRows: Readonly<Record<string, number>>;
  readonly domain: {
    /** SHA-256 of the file. */
    readonly sha256: Hex;
    readonly source: string | null;
    /** What it was drafted from while it carries the mark of a draft, and who vouched that it is public all the same. */
    readonly drafted: string | null;
    readonly vouchedBy: string | null;
  };
  readonly dependsOn: readonly string[];
  /** Patients by the noisy counts, and those that were written. */
  readonly patients: { readonly estimated: number; readonly written: number };
  readonly where: readonly SynthCells[];
  /** Rows written. */
  readonly rows: Readonly<Record<string, number>>;
  readonly violations: number;
  /** Findings of checkOmop in what was written. */
  readonly findings: number;
};

/**
 * Whole patients from the OMOP tables in `folder`, (epsilon, delta)-differentially private for a patient added or removed with all that is theirs, as OMOP tables
 * in `out`. Reads the folder once; what comes out is a function of noisy counts, the domain, `seed` and the options. By default as many patients are written as the
 * noisy counts say, never as many as there are. `seed` (32 bytes) repeats draws of one model, not the noise. Throws E1011 for a domain that is
 * still marked as a draft unless `vouchedBy` says who vouches for it, E1006 for a domain or condition that does not fit, E3009 for a budget that
 * covers nothing, E1005 and E1001 as readOmop, RangeError as gdpRhoMicroFor.
 */
export async function synthPrivateOmop(
  folder: string,
  options: {
    /** The domain with the SHA-256 of its file (readDomain). */
    readonly domain: EhrDomain;
    readonly sha256: Hex;
    readonly epsilon: number;
    readonly delta: number;
    readonly entropy: EntropySource;
    readonly vouchedBy?: string;
    readonly out: string;
    readonly format: "csv" | "parquet";
    readonly seed: Uint8Array;
    readonly patients?: number;
    readonly where?: readonly SynthCells[];
  },
): Promise<PrivateOmopSynthesis> {
  const { domain, epsilon, delta, entropy, vouchedBy, seed, where = [] } = options;
  if (domain.drafted !== undefined && vouchedBy === undefined)
    throw new SymbolonError("E1011", { drafted: domain.drafted });
  const known = publicOmop(domain);
  const records = domainRecords(await readOmop(folder), known);
  const { model, charges } = await fitPrivateRecords(records, known.schema, known.domain, {
    epsilon,
    delta,
    entropy,
    mechanism: MECHANISM,
    patientShare: PATIENT_SHARE,
  });
  const estimated = Math.max(1, Math.round(model.patients.total));
  const made = samplePrivateRecords(model, options.patients ?? estimated, seed, where);
  const violations = violationsOf(made, known.schema);
  const omop = domainToOmop(made, known, domain.systems);
  const files = await omopFiles(options.out, options.format);
  try {
    await files.write(omop);
    await files.finish();
  } catch (error) {
    await files.abandon();
    throw error;
  }
  return {
    format: "symbolon-private-omop-synthesis/1",
    differentiallyPrivate: entropy.guarantee,
    privacy: { ...model.privacy, mechanism: MECHANISM },
    charges: charges.map(({ what, rho, sigma }) => ({
      what,
      rho: toNumber(rho),
      sigma: sigma && toNumber(sigma),
    })),
    mostRows: Object.fromEntries(known.schema.tables.map(({ name, mostRows }) => [name, mostRows])),
    domain: {
      sha256: options.sha256,
      source: domain.source ?? null,
      drafted: domain.drafted ?? null,
      vouchedBy: vouchedBy ?? null,
    },
    dependsOn: DEPENDS_ON,
    patients: { estimated, written: made.patients.rows },
    where,
    rows: Object.fromEntries(OMOP_TABLE_NAMES.map((name) => [name, omop[name].length])),
    violations: Object.values(violations).reduce((sum, each) => sum + each, 0),
    findings: checkOmop(omop).length,
  };
}
