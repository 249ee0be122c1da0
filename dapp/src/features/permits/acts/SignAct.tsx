import type { Actor, Proceeding, ProceedingAct } from "@symbolon/protocol";
import { Button, type ButtonLook } from "../../../ui/Button.tsx";
import { actFault } from "../actFault.ts";
import type { DeskProps } from "../deskProps.ts";

/** The button that signs an act, off while something is missing; says what the state machine has against it before anything is signed. */
export function SignAct({
  state,
  body,
  act,
  draft,
  by,
  label,
  look = "plain",
  onDone,
}: Pick<DeskProps<Proceeding>, "state" | "body" | "act"> & {
  /** The act as it is filled in; null while something is missing. */
  draft: ProceedingAct | null;
  by: Actor;
  label: string;
  look?: ButtonLook;
  /** Called when it is recorded, to empty the form. */
  onDone?: () => void;
}) {
  const fault = draft === null ? null : actFault(state, draft, by, body, Math.floor(Date.now() / 1000));
  return (
    <div className="stack stack--tight">
      <div>
        <Button
          look={look}
          disabled={draft === null || fault !== null}
          isBusy={act.isPending}
          onClick={() => draft !== null && act.mutate({ act: draft }, { onSuccess: () => onDone?.() })}
        >
          {label}
        </Button>
      </div>
      <p className="field__error" role="status">
        {fault}
      </p>
    </div>
  );
}
