import type { StatisticsCertificate } from "@symbolon/protocol";
import { VerdictHead } from "./VerdictHead.tsx";

/** What the certificate of a statistic says: the figures were found twice, and what protects the patients behind them. */
export function StatisticVerdict({ certificate }: { certificate: StatisticsCertificate }) {
  const { passed, reasons, privacy, rounds } = certificate;
  const isPrivate = "epsilon" in privacy;
  return (
    <VerdictHead
      verdict={{
        isPassed: passed,
        answer: passed ? "Yes." : "No.",
        sentence: passed
          ? "The figures follow from the sums that the nodes opened."
          : "The figures do not keep to the order's limits and were not released.",
        meaning: [
          `A node that did not lead the job added up all ${rounds} rounds again and found the same figures.`,
          isPrivate
            ? `Every sum has noise in it, so that no patient can be told from the figures: ε ${privacy.epsilon} for one patient more or less.`
            : "The sums are exact. Only limits protect the patients behind them: enough records, enough hospitals, no small cells. There is no proof of privacy.",
        ],
        reasons,
        limits: [
          "Whether the hospitals' records are right, and whether this is the right statistic for the question.",
        ],
      }}
    />
  );
}
