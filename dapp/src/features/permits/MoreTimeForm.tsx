import type { DeskProps } from "./deskProps.ts";
import { ReasonForm } from "./ReasonForm.tsx";

/** The access body takes more time to decide, once; nothing where it may not. */
export function MoreTimeForm({ act, open }: Pick<DeskProps, "act" | "open">) {
  if (!open.has("time-extended")) return null;
  return (
    <details>
      <summary>Take more time</summary>
      <div className="details__body">
        <ReasonForm
          label="Why more time is needed"
          hint="Once, by three months, or one in the accelerated procedure (Art. 68(4), (6))."
          button="Extend the time"
          isBusy={act.isPending}
          onSubmit={(reason) => act.mutate({ act: { kind: "time-extended", reason } })}
        />
      </div>
    </details>
  );
}
