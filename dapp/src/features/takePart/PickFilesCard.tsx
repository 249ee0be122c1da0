import { useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Field } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import type { PickedFiles } from "./readHospitalFiles.ts";

type Slot = keyof PickedFiles;

const FIELDS: readonly { slot: Slot; label: string; hint: string; accept: string }[] = [
  {
    slot: "config",
    label: "Configuration",
    hint: "symbolon-provider/1: how your file becomes the schema's columns.",
    accept: ".json,application/json",
  },
  {
    slot: "records",
    label: "Records",
    hint: "The CSV file that the configuration names.",
    accept: ".csv,text/csv",
  },
  {
    slot: "consents",
    label: "Consent book",
    hint: "consents.json of the state folder: who is held out, and whose consent is whose.",
    accept: ".json,application/json",
  },
  {
    slot: "optOuts",
    label: "Opt-out book",
    hint: "opt-outs.json of the state folder: the order is under a permit that binds a list.",
    accept: ".json,application/json",
  },
];

/** Takes the files of a hospital and lets them be checked, counted and sealed; they stay in this browser. */
export function PickFilesCard({
  needsOptOuts,
  isBusy,
  isReady,
  error,
  onSeal,
}: {
  needsOptOuts: boolean;
  isBusy: boolean;
  /** False while the wallet is on another chain. */
  isReady: boolean;
  error: unknown;
  onSeal: (files: PickedFiles) => void;
}) {
  const [files, setFiles] = useState<Partial<Record<Slot, File>>>({});
  const { config, records, consents, optOuts } = files;
  const isComplete =
    config !== undefined &&
    records !== undefined &&
    consents !== undefined &&
    (!needsOptOuts || optOuts !== undefined);
  return (
    <Card
      title="Your files"
      lead="They are read in this browser and never uploaded. Held-out patients and withdrawn consents are left out before anything is counted."
    >
      <div className="stack stack--tight">
        {FIELDS.filter(({ slot }) => slot !== "optOuts" || needsOptOuts).map(
          ({ slot, label, hint, accept }) => (
            <Field key={slot} label={label} hint={hint}>
              {(field) => (
                <input
                  {...field}
                  className="input"
                  type="file"
                  accept={accept}
                  onChange={(event) => {
                    const file = event.target.files?.[0];
                    setFiles(({ [slot]: _, ...others }) =>
                      file === undefined ? others : { ...others, [slot]: file },
                    );
                  }}
                />
              )}
            </Field>
          ),
        )}
        <div className="row">
          <Button
            look="primary"
            isBusy={isBusy}
            disabled={!isComplete || !isReady}
            onClick={() => {
              if (isComplete) onSeal({ config, records, consents, optOuts: optOuts ?? null });
            }}
          >
            <Icon name="lock" />
            Check, count and seal
          </Button>
        </div>
        {error === null ? null : <ErrorNotice error={error} />}
      </div>
    </Card>
  );
}
