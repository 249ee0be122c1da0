import type {
  EvaluationReport,
  FileCertificate,
  HighFidelityCertificate,
  PrivateCertificate,
} from "@symbolon/protocol";
import { formatNumber, formatPercent } from "../../format/formatNumber.ts";

/** A certificate for somebody who is no statistician. */
export type Verdict = {
  readonly isPassed: boolean;
  readonly answer: string;
  readonly sentence: string;
  /** What the answer rests on, a paragraph each. */
  readonly meaning: readonly string[];
  /** Which limits were missed. */
  readonly reasons: readonly string[];
  readonly limits: readonly string[];
};

const PRIVATE_LIMITS = [
  "No record of the file is a patient, and none should be read as one: only what many of them say together holds.",
  "Relations that were not measured may be weaker in the file, or missing.",
  "Whether your own analysis comes out as it would on the real records, nobody has tried.",
];

/** Share of planted copies below which a copy gate keeps too few back to be relied on. */
const SAFEGUARD = 0.9;

/** May this file be used and handed out, what does that rest on, and what does it leave open. */
export function verdictWords(certificate: FileCertificate): Verdict {
  const { passed, reasons } = certificate;
  const words =
    certificate.releaseClass === "private" ? privateWords(certificate) : highFidelityWords(certificate);
  if (passed) return { isPassed: true, ...words, reasons };
  const answer = { answer: "No.", sentence: "This file missed a limit and was not released." };
  return { isPassed: false, ...words, ...answer, reasons };
}

function privateWords(certificate: PrivateCertificate): Omit<Verdict, "isPassed" | "reasons"> {
  const { answers, bound, privacy, summary } = certificate;
  const { meanTvd1, noiseTvd1, expectedTvd1, membershipAuc } = summary;
  const isAttacked = answers.some((each) => each.answers.membership !== null);
  const alike = `How alike is it? Hospitals compared it with patients that were kept out of it: variable by variable it differs from them by ${formatPercent(meanTvd1)}, give or take ${formatPercent(2 * noiseTvd1)}; a perfect file would by ${formatPercent(expectedTvd1)}.`;
  const proved = `Could a patient be recognised? By proof (ε ${privacy.epsilon}) nobody, whatever they try, tells a patient who took part from one who did not in more than ${ofHundred(bound.auc, Math.ceil)} of 100 pairs; guessing gives 50.`;
  const tried = isAttacked
    ? `The attack that was tried did in ${ofHundred(membershipAuc.value)}.`
    : "No attack was tried.";
  return {
    answer: "Yes.",
    sentence: "This file may be used and handed out.",
    meaning: [...(answers.length === 0 ? [] : [alike]), `${proved} ${tried}`],
    limits: PRIVATE_LIMITS,
  };
}

function highFidelityWords({
  summary,
  answers,
}: HighFidelityCertificate): Omit<Verdict, "isPassed" | "reasons"> {
  const { report } = answers[0]!.answers;
  return {
    answer: "Yes, with care.",
    sentence:
      "This file may be used where the hospital's terms allow it. Nobody has proved that it is private.",
    meaning: [
      report.verdict.words,
      ...productWords(report),
      `Could a patient be recognised? Of the attacks that were tried, the best tells a patient in the data from one outside in ${ofHundred(summary.membershipAuc.value)} of 100 pairs; guessing gives 50. Attacks that nobody tried may do better.`,
    ],
    // The report names its own limits, on its first screen.
    limits: [],
  };
}

/** What is told of whole patients and of images beside what is told of every file. */
function productWords({ overTime, images }: EvaluationReport): string[] {
  if (overTime !== undefined) {
    const { patients, violations } = overTime;
    const broken =
      violations === 0
        ? "no row breaks"
        : `${formatNumber(violations)} ${violations === 1 ? "row breaks" : "rows break"}`;
    return [
      `Do the tables fit together? In those of ${formatNumber(patients)} patients: ${broken} a key, the order of time, or a limit.`,
    ];
  }
  if (images === undefined) return [];
  const { plantedFound, falseAlarms } = images;
  if (plantedFound === null || falseAlarms === null) return [];
  return [
    `Is any of them a copy of a real picture? The gate that keeps copies back was tried first: of planted copies in the disguise that is hardest to see through it found ${formatPercent(plantedFound)}, and it took ${formatPercent(falseAlarms)} of other patients' real pictures for copies.${plantedFound < SAFEGUARD ? " On pictures like these it is no safeguard." : ""}`,
  ];
}

/** A share as so many of a hundred; a bound is rounded up, so that it stays one. */
function ofHundred(share: number, round = Math.round): string {
  return String(round(Number((100 * share).toFixed(6))));
}
