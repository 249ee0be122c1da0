import type { ReactNode } from "react";
import type { Verdict } from "./verdictWords.ts";

/** A certificate's first screen: the answer, what it means, why not where it is no, and what it cannot say. */
export function VerdictHead({ verdict, children }: { verdict: Verdict; children?: ReactNode }) {
  const { answer, sentence, meaning, reasons, limits } = verdict;
  return (
    <div className="verdict" data-answer={verdict.isPassed ? "yes" : "no"}>
      <p className="verdict__answer">
        <b>{answer}</b> {sentence}
      </p>
      {meaning.map((text) => (
        <p className="soft" key={text}>
          {text}
        </p>
      ))}
      {reasons.length === 0 ? null : (
        <div className="stack stack--tight">
          <h3>Why not</h3>
          <ul className="plain-list small soft">
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </div>
      )}
      {children}
      {limits.length === 0 ? null : (
        <div className="stack stack--tight">
          <h3>What this cannot say</h3>
          <ul className="plain-list small soft">
            {limits.map((limit) => (
              <li key={limit}>{limit}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
