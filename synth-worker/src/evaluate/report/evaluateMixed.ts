import type { EvaluationReport, Hex, ReleaseClass } from "@symbolon/protocol";
import type { MembershipFigures } from "../attacks/membershipFigures.ts";
import { privacyOf } from "../attacks/privacyOf.ts";
import type { Proof } from "../attacks/provenLimits.ts";
import type { Generate } from "../attacks/shadowAttack.ts";
import type { ThreeFiles } from "../attacks/threeFiles.ts";
import { fidelityOf } from "../fidelity/fidelityOf.ts";
import { type UtilityOptions, utilityOf } from "../utility/utilityOf.ts";
import { discloseReport } from "./discloseReport.ts";
import { verdictOf } from "./verdictOf.ts";

/** A file's name and sha256 (0x hex); null for records that have no file of their own. */
export type FileLabel = { readonly name: string; readonly sha256: Hex | null };

/** How an evaluation is to be done, and about what. */
export type EvaluationOptions = {
  readonly labels: {
    readonly synthetic: FileLabel & { readonly sha256: Hex };
    readonly training: FileLabel;
    readonly holdout: FileLabel;
  };
  readonly releaseClass: ReleaseClass;
  readonly disclosure: EvaluationReport["disclosure"];
  /** false: `holdout` is a part of what the generator saw, so nothing can be said about privacy. */
  readonly isHeldOut?: boolean;
  readonly proof?: Proof | undefined;
  /** The generator, for shadow-model attacks. */
  readonly generate?: Generate | undefined;
  readonly utility?: UtilityOptions;
  /**
   * Where the tables sum up what was released (patients over time, images): membership attacks on all of it, for the verdict, and the sections that
   * tell of it.
   */
  readonly whole?: {
    readonly membership: readonly MembershipFigures[];
    readonly sections: Pick<EvaluationReport, "overTime" | "images">;
  };
  /** Told what is being done, and which share of the work is behind. */
  readonly progress?: (what: string, share: number) => void;
};

/**
 * The whole evaluation of a synthetic file: fidelity, utility, privacy, verdict (scheme.ts). A function of tables and options: the same
 * inputs give the same bytes, on every machine. Meant to run where the records are; `disclosure` "rounded" makes what may leave. Throws
 * RangeError when a file is empty, the columns differ, or the options name columns that are not there.
 */
export function evaluateMixed(tables: ThreeFiles, options: EvaluationOptions): EvaluationReport {
  const { labels, releaseClass, disclosure, isHeldOut = true, proof, generate, progress } = options;
  const { synthetic, training, holdout } = tables;
  progress?.("fidelity", 0);
  const fidelity = fidelityOf(tables);
  progress?.("utility", 0.4);
  const utility = utilityOf(tables, options.utility);
  progress?.("privacy", 0.6);
  const attacked = privacyOf(tables, {
    ...(proof === undefined ? {} : { proof }),
    ...(generate === undefined ? {} : { generate }),
  });
  const { membership = [], sections = {} } = options.whole ?? {};
  const found = { ...attacked, membership: [...attacked.membership, ...membership] };
  const privacy = isHeldOut ? found : withoutAttacks(found);
  const context = { releaseClass, isHeldOut, records: holdout.rows };
  const report: EvaluationReport = {
    format: "symbolon-evaluation/1",
    scheme: "symbolon-scheme/1",
    releaseClass,
    disclosure,
    synthetic: { ...labels.synthetic, rows: synthetic.rows },
    training: { ...labels.training, rows: training.rows },
    holdout: { ...labels.holdout, rows: holdout.rows },
    fidelity,
    utility,
    privacy,
    ...sections,
    verdict: verdictOf({ fidelity, utility, privacy }, context),
  };
  progress?.("done", 1);
  return discloseReport(report, disclosure);
}

/** Records the generator saw cannot stand in for records it did not see. */
function withoutAttacks(privacy: EvaluationReport["privacy"]): EvaluationReport["privacy"] {
  return {
    ...privacy,
    membership: [],
    risks: [],
    exactCopies: { ...privacy.exactCopies, holdout: null },
    nearCopies: { ...privacy.nearCopies, holdout: null },
  };
}
