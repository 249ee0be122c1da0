import { Notice } from "../../ui/Notice.tsx";
import { FormStep } from "./FormStep.tsx";
import { type HighFidelityKind, isHighFidelity } from "./highFidelityKind.ts";
import type { OrderKind } from "./orderKind.ts";

const KINDS: readonly { kind: OrderKind; title: string; text: string }[] = [
  {
    kind: "private",
    title: "Private records",
    text: "Synthetic records made from counts with noise that no single patient can be seen through. Comes with a proof, for one or several hospitals.",
  },
  {
    kind: "statistics",
    title: "Statistics",
    text: "Figures instead of records: counts, means, survival curves, regressions. Hospitals' sums are added up by three nodes that see none of them.",
  },
  {
    kind: "linked",
    title: "Linked records of two hospitals",
    text: "Private synthetic records over variables of two hospitals that treat the same patients. Nobody learns who they are.",
  },
  {
    kind: "high-fidelity",
    title: "High fidelity",
    text: "Records made by one hospital's own node, closer to its patients. No privacy proof; released only if attacks on it fail.",
  },
  {
    kind: "patients-over-time",
    title: "Whole patients over time",
    text: "Synthetic patients with their visits, diagnoses and values, in dated tables. Made by one hospital's own node; no privacy proof, released only if attacks on it fail.",
  },
  {
    kind: "images",
    title: "Images",
    text: "Synthetic pictures by class, made by one hospital's own node. No privacy proof; one that comes too near to a real picture is kept back.",
  },
];

/** What a kind without a proof means to a patient. */
const MEANINGS: Readonly<Record<HighFidelityKind, string>> = {
  "high-fidelity":
    "Nothing bounds what this file may tell about a patient. Attacks that we know are tried on it before it leaves the hospital; others may do better.",
  "patients-over-time":
    "Nothing bounds what these patients may tell about real ones, and a course of years tells more of somebody than one row. Attacks that we know are tried before the archive leaves the hospital; others may do better.",
  images:
    "Nothing bounds what these images may tell about a patient. Each is compared with every picture that the generator learnt from; that is a test for copies, and no proof of anything else.",
};

/**
 * What is ordered. `shown` are the kinds that somebody here offers; `refusals` say why one cannot be had for the datasets that are chosen. A
 * high-fidelity file shows what it does not promise, to be confirmed before anything is signed.
 */
export function KindStep({
  number,
  kind,
  shown,
  refusals,
  isWarned,
  error,
  onKind,
  onWarned,
}: {
  number: number;
  kind: OrderKind;
  shown: readonly OrderKind[];
  refusals: Partial<Record<OrderKind, string | undefined>>;
  isWarned: boolean;
  error?: string | undefined;
  onKind: (kind: OrderKind) => void;
  onWarned: (isWarned: boolean) => void;
}) {
  return (
    <FormStep number={number} title="Kind of result" error={error}>
      <div className="choices" role="radiogroup" aria-label="Kind of result">
        {KINDS.filter((each) => shown.includes(each.kind)).map((each) => {
          const refusal = refusals[each.kind];
          return (
            <label className="choice" key={each.kind}>
              <input
                type="radio"
                name="kind"
                checked={kind === each.kind}
                // One that is chosen stays so when the datasets change: the fault says what to do.
                disabled={refusal !== undefined && kind !== each.kind}
                onChange={() => onKind(each.kind)}
              />
              <span className="choice__body">
                <span className="choice__title">{each.title}</span>
                <span className="choice__text">{each.text}</span>
                {refusal === undefined ? null : <span className="choice__text">{refusal}</span>}
              </span>
            </label>
          );
        })}
      </div>
      {isHighFidelity(kind) ? (
        <Notice tone="warn" title="Not differentially private">
          <div className="stack stack--tight">
            <p>{MEANINGS[kind]} It cannot be made again outside, so its making is the hospital's word.</p>
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
