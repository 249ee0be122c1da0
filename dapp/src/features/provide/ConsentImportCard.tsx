import { HEALTH_CATEGORIES, type Hex } from "@symbolon/protocol";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import type { DatasetDetails } from "../../data/gateway/types.ts";
import { countedText } from "../../format/countedText.ts";
import { describeImport, importConsents } from "../../transactions/importConsents.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Field } from "../../ui/Field.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { TextInput } from "../../ui/TextInput.tsx";
import { SampleNotes } from "../publish/SampleNotes.tsx";
import { useSession } from "../wallet/useSession.ts";
import { type ReadConsents, readConsentFile } from "./readConsentFile.ts";

/** FHIR Consents: read and counted in this browser first; then, signed, to the vault of the holder's own hub. */
export function ConsentImportCard({ dataset, account }: { dataset: DatasetDetails; account: Hex }) {
  const config = useConfig();
  const deployment = useDeployment();
  const { isRightChain } = useSession();
  const [controller, setController] = useState(dataset.entry?.publisher?.name?.[0]?.value ?? "");
  const [withdrawal, setWithdrawal] = useState(dataset.entry?.publisher?.contactPoint?.email?.[0] ?? "");
  const category = HEALTH_CATEGORIES[dataset.categoryCode]?.point ?? "a";
  const isNamed = controller.trim() !== "" && withdrawal.trim() !== "";
  const read = useMutation({
    mutationFn: (file: File) => readConsentFile(file, { controller, withdrawal, category }),
  });
  const send = useMutation({
    mutationFn: ({ fhir }: ReadConsents) =>
      importConsents(config, deployment, account, {
        datasetId: dataset.id,
        fhir,
        controller: controller.trim(),
        withdrawal: withdrawal.trim(),
        category,
      }),
  });
  const found = read.data;
  const text = found === undefined ? null : describeImport(dataset.id, found.consents, found.optOuts);
  return (
    <Card
      title="Import consents"
      lead="FHIR R4 Consent resources (Bundle, array or ndjson). They are read and counted here; nothing is sent before you sign."
    >
      <div className="stack">
        <div className="facts facts--form">
          <TextInput
            label="Controller"
            hint="Who is responsible for the data."
            value={controller}
            onChange={setController}
          />
          <TextInput
            label="Where to withdraw"
            hint="Address that patients are told."
            value={withdrawal}
            onChange={setWithdrawal}
          />
        </div>
        <Field label="FHIR Consents" hint={isNamed ? undefined : "Fill in the two lines above first."}>
          {(field) => (
            <input
              {...field}
              className="input"
              type="file"
              accept=".json,.ndjson,application/json,application/fhir+json"
              disabled={!isNamed || read.isPending}
              onChange={(event) => {
                const file = event.target.files?.[0];
                send.reset();
                if (file !== undefined) read.mutate(file);
              }}
            />
          )}
        </Field>
        {read.isError ? <ErrorNotice error={read.error} /> : null}
        {found === undefined || text === null ? null : (
          <section className="stack stack--tight" aria-label="Read in this browser">
            <Facts
              facts={[
                { label: "Resources", value: String(found.read) },
                { label: "Consents", value: String(found.consents) },
                { label: "Opt-outs", value: String(found.optOuts) },
                { label: "Not taken", value: String(found.faults.length) },
              ]}
            />
            <SampleNotes notes={found.faults} />
            <SampleNotes notes={found.notes} what="read more strictly than they are written" />
            <p className="small soft">{text.note}</p>
            <div className="row">
              <Button
                look="primary"
                isBusy={send.isPending}
                disabled={!isRightChain || found.consents + found.optOuts === 0 || send.isSuccess}
                onClick={() => send.mutate(found)}
              >
                Sign and send
              </Button>
            </div>
          </section>
        )}
        {send.isError ? <ErrorNotice error={send.error} /> : null}
        {send.data === undefined ? null : (
          <Notice
            tone="good"
            title={`The vault keeps ${countedText(send.data.consents, "consent")} and ${countedText(send.data.optOuts, "opt-out")} of this file`}
          >
            They count on chain once their batch is anchored: <code>symbolon consent anchor</code>.
          </Notice>
        )}
      </div>
    </Card>
  );
}
