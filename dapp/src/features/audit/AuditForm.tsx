import { type DragEvent, useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Field } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { type AuditInput, auditInput } from "./auditInput.ts";
import type { AuditSubject } from "./runAudit.ts";

const KINDS = { file: "Data file", manifest: "Manifest", bundle: "Evidence bundle" } as const;

/** Takes files, dropped or chosen, and the name of an order. One of each kind counts; a later one takes the place of an earlier. */
export function AuditForm({
  asked,
  isBusy,
  onAudit,
}: {
  asked: string;
  isBusy: boolean;
  onAudit: (subject: AuditSubject) => void;
}) {
  const [text, setText] = useState(asked);
  const [inputs, setInputs] = useState<readonly AuditInput[]>([]);
  const [fault, setFault] = useState<unknown>(null);
  const [isOver, setOver] = useState(false);
  const take = async (files: Iterable<File>) => {
    setFault(null);
    try {
      const taken: AuditInput[] = [];
      for (const file of files) taken.push(auditInput(file.name, new Uint8Array(await file.arrayBuffer())));
      setInputs((before) => [
        ...before.filter(({ kind }) => !taken.some((input) => input.kind === kind)),
        ...taken,
      ]);
    } catch (error) {
      setFault(error);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files);
  };
  return (
    <Card title="What to check">
      <form
        className="stack stack--tight"
        onSubmit={(event) => {
          event.preventDefault();
          onAudit({ inputs, text });
        }}
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short cut for the file field inside, which the keyboard reaches */}
        <div
          className={isOver ? "drop drop--over" : "drop"}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <Field label="Files" hint="Drop them here: the data, its manifest, or an evidence bundle.">
            {(field) => (
              <input
                {...field}
                className="input"
                type="file"
                multiple
                onChange={(event) => {
                  void take([...(event.target.files ?? [])]);
                  // The same file can be chosen again after it was changed or removed.
                  event.target.value = "";
                }}
              />
            )}
          </Field>
        </div>
        {inputs.length === 0 ? null : (
          <ul className="audit__inputs" aria-label="Files to check">
            {inputs.map((input) => (
              <li key={input.kind}>
                <span className="quiet small">{KINDS[input.kind]}</span>
                <span className="audit__file">{input.name}</span>
                <button
                  type="button"
                  className="icon-button"
                  aria-label={`Remove ${input.name}`}
                  onClick={() => setInputs((before) => before.filter((other) => other !== input))}
                >
                  <Icon name="cross" />
                </button>
              </li>
            ))}
          </ul>
        )}
        <Field
          label="Order number, CID or hash"
          hint="Not needed for a file that is on chain as it is. For a changed file, name its order."
        >
          {(field) => (
            <input
              {...field}
              className="input"
              value={text}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <Button
          type="submit"
          look="primary"
          isWide
          isBusy={isBusy}
          disabled={inputs.length === 0 && text.trim() === ""}
        >
          Check everything
        </Button>
        {fault === null ? null : <ErrorNotice error={fault} />}
      </form>
    </Card>
  );
}
