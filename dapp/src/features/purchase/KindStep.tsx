import type { FileKind } from "../../data/gateway/types.ts";
import { Notice } from "../../ui/Notice.tsx";
import { FormStep } from "./FormStep.tsx";

const KINDS = [
  {
    kind: "private",
    title: "Private",
    text: "Made from counts with noise that no single patient can be seen through. Comes with a proof, for one or several hospitals.",
  },
  {
    kind: "high-fidelity",
    title: "High fidelity",
    text: "Made by one hospital's own node from its records and closer to them. No privacy proof; released only if attacks on it fail.",
  },
] as const;

/**
 * Which class the file is of. `blocked` says why no high-fidelity file can be had now; choosing one shows what it does not promise, to be
 * confirmed before anything is signed.
 */
export function KindStep({
  number,
  kind,
  isWarned,
  blocked,
  error,
  onKind,
  onWarned,
}: {
  number: number;
  kind: FileKind;
  isWarned: boolean;
  blocked: string | undefined;
  error?: string | undefined;
  onKind: (kind: FileKind) => void;
  onWarned: (isWarned: boolean) => void;
}) {
  return (
    <FormStep number={number} title="Kind of file" error={error}>
      <div className="choices" role="radiogroup" aria-label="Kind of file">
        {KINDS.map((each) => {
          const isBlocked = each.kind === "high-fidelity" && blocked !== undefined;
          return (
            <label className="choice" key={each.kind}>
              <input
                type="radio"
                name="kind"
                checked={kind === each.kind}
                // One that is chosen stays so when the datasets change: the fault says what to do.
                disabled={isBlocked && kind !== each.kind}
                onChange={() => onKind(each.kind)}
              />
              <span className="choice__body">
                <span className="choice__title">{each.title}</span>
                <span className="choice__text">{each.text}</span>
                {isBlocked ? <span className="choice__text">{blocked}</span> : null}
              </span>
            </label>
          );
        })}
      </div>
      {kind === "high-fidelity" ? (
        <Notice tone="warn" title="Not differentially private">
          <div className="stack stack--tight">
            <p>
              Nothing bounds what this file may tell about a patient. Attacks that we know are tried on it
              before it leaves the hospital; others may do better. It cannot be made again outside, so its
              making is the hospital's word.
            </p>
            <label className="check">
              <input
                type="checkbox"
                checked={isWarned}
                onChange={(event) => onWarned(event.target.checked)}
              />
              I know that this file is not differentially private
            </label>
          </div>
        </Notice>
      ) : null}
    </FormStep>
  );
}
