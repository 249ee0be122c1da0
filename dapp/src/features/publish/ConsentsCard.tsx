import { canonicalJson } from "@symbolon/protocol";
import type { ConsentBook } from "@symbolon/synth-worker/upload";
import { formatNumber } from "../../format/formatNumber.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Field } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { saveFile } from "../../ui/saveFile.ts";

/** Consents of the commercial lane: made here for every record, or read from the hospital's book. Only their root is published. */
export function ConsentsCard({
  rows,
  book,
  isSaved,
  isLoaded,
  isBusy,
  error,
  onMake,
  onBook,
  onSaved,
}: {
  rows: number;
  book: ConsentBook | null;
  isSaved: boolean;
  isLoaded: boolean;
  isBusy: boolean;
  error: Error | null;
  onMake: () => void;
  onBook: (file: File) => void;
  onSaved: () => void;
}) {
  return (
    <Card
      title="Consents"
      lead="One for each record, each with a key of its own, so that one patient can withdraw without touching others. Only their common root goes on chain."
    >
      <div className="stack">
        {book === null ? (
          <>
            {isLoaded ? (
              <Button look="primary" isBusy={isBusy} onClick={onMake}>
                Make {formatNumber(rows)} consents
              </Button>
            ) : (
              <Notice title="Pick the file again first">
                Consents are made for its records, which are not kept. Go to step 1.
              </Notice>
            )}
            <details>
              <summary>I have a consent book for this file</summary>
              <Field
                label="Consent book"
                hint="consents.json of your node's state folder. It stays in this browser."
              >
                {(field) => (
                  <input
                    {...field}
                    className="input"
                    type="file"
                    accept=".json,application/json"
                    onChange={(event) => {
                      const file = event.target.files?.[0];
                      if (file !== undefined) onBook(file);
                    }}
                  />
                )}
              </Field>
            </details>
          </>
        ) : (
          <Notice
            tone={isSaved ? "good" : "warn"}
            title={
              isSaved
                ? `${formatNumber(book.consents.length)} consents, in your book`
                : "Save the consent book before you sign"
            }
            actions={
              <Button
                isSmall
                look={isSaved ? "plain" : "primary"}
                onClick={() => {
                  saveFile("consents.json", canonicalJson(book), "application/json");
                  onSaved();
                }}
              >
                <Icon name="download" />
                Save consents.json
              </Button>
            }
          >
            {isSaved
              ? "Keep it as you keep the records: your node needs it to serve orders and to withdraw consents."
              : "It holds the only keys of these consents. Nobody else has a copy, and without it the dataset can never be served."}
          </Notice>
        )}
        {error === null ? null : <ErrorNotice error={error} />}
      </div>
    </Card>
  );
}
