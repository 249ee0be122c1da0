import { Button } from "../../ui/Button.tsx";

/** Back and Continue of the wizard, and what still keeps one from going on. */
export function WizardNav({
  isFirst,
  isLast,
  isBusy,
  missing,
  onBack,
  onNext,
  onDiscard,
}: {
  isFirst: boolean;
  isLast: boolean;
  isBusy: boolean;
  /** Faults of the step, once somebody wanted to go on. */
  missing: readonly string[];
  onBack: () => void;
  onNext: () => void;
  /** null while there is nothing to discard. */
  onDiscard: (() => void) | null;
}) {
  return (
    <div className="row row--between">
      {isFirst ? (
        <span>
          {onDiscard === null ? null : (
            <Button look="quiet" onClick={onDiscard}>
              Discard this draft
            </Button>
          )}
        </span>
      ) : (
        <Button onClick={onBack}>Back</Button>
      )}
      {isLast ? null : (
        <span className="row row--end">
          {missing.length === 0 ? null : (
            <span className="field__error" role="alert">
              {missing.length === 1 ? missing[0] : `${missing.length} things are missing above.`}
            </span>
          )}
          <Button look="primary" disabled={isBusy} onClick={onNext}>
            Continue
          </Button>
        </span>
      )}
    </div>
  );
}
