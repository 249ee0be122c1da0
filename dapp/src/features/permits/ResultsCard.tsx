import { acknowledgementOf } from "@symbolon/protocol";
import { useState } from "react";
import { formatDate } from "../../format/formatTime.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { TextInput } from "../../ui/TextInput.tsx";
import type { DeskProps } from "./deskProps.ts";
import { HashField } from "./HashField.tsx";

/** Results that are public, or the form that makes them so (Art. 61(4)); nothing before results can come. */
export function ResultsCard({ whole, state, act, open }: DeskProps) {
  const [url, setUrl] = useState("");
  const [digest, setDigest] = useState("");
  const [acknowledgement, setAcknowledgement] = useState(() => acknowledgementOf(state.datasetIds));
  const [isAnonymous, setAnonymous] = useState(false);
  if (whole.results !== null)
    return (
      <Card title="Results">
        <p className="act__detail">
          Published {formatDate(whole.results.publishedAt)}:{" "}
          <a href={whole.results.url} rel="noreferrer noopener" target="_blank">
            {whole.results.url}
          </a>
        </p>
        <p className="small soft">
          Fingerprint: <CopyText value={whole.results.digest} label="fingerprint" />
        </p>
      </Card>
    );
  if (!open.has("results-published")) return null;
  const isReady = /^https:\/\/./.test(url) && digest !== "" && isAnonymous;
  const publish = () => {
    const said = {
      kind: "results-published",
      url,
      digest: digest as `0x${string}`,
      acknowledgement,
    } as const;
    act.mutate({ act: whole.lane === "permit" ? { ...said, anonymous: true } : said });
  };
  return (
    <Card
      title="Publish results"
      lead="Within eighteen months, anonymous, and naming where the data come from."
    >
      <div className="stack">
        {open.has("processing-completed") ? (
          <div>
            <Button
              isSmall
              isBusy={act.isPending}
              onClick={() => act.mutate({ act: { kind: "processing-completed" } })}
            >
              The processing is completed
            </Button>
          </div>
        ) : null}
        <TextInput label="Address of the results" type="url" hint="https://…" value={url} onChange={setUrl} />
        <HashField
          label="The results as a file"
          hint="Its fingerprint is published; the file stays with you."
          hash={digest}
          onHash={setDigest}
        />
        <TextInput label="Acknowledgement" rows={3} value={acknowledgement} onChange={setAcknowledgement} />
        <label className="check">
          <input
            type="checkbox"
            checked={isAnonymous}
            onChange={(event) => setAnonymous(event.target.checked)}
          />
          The results contain anonymous data only
        </label>
        <div>
          <Button look="primary" disabled={!isReady} isBusy={act.isPending} onClick={publish}>
            Publish results
          </Button>
        </div>
      </div>
    </Card>
  );
}
