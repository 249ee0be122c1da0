import { useState } from "react";
import { Link } from "react-router";
import { useDeployment } from "../../config/deploymentContext.ts";
import { formatDecimal } from "../../format/formatNumber.ts";
import type { Published, PublishInput } from "../../transactions/publishDataset.ts";
import { Button, buttonClass } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { saveFile } from "../../ui/saveFile.ts";
import { TableScroll } from "../../ui/TableScroll.tsx";
import { nodeCommands } from "./draft/nodeCommands.ts";
import { nodeFiles } from "./draft/nodeFiles.ts";
import type { PublishDraft } from "./draft/publishDraft.ts";
import { LeaveGuard } from "./LeaveGuard.tsx";
import { PublishSteps } from "./PublishSteps.tsx";
import { useIndexing } from "./useIndexing.ts";

/** After signing: the honest wait until the market shows it, with the time it took; then what the hospital's node needs. */
export function PublishedCard({
  published,
  served,
  accessUrl,
  onNext,
}: {
  published: Published & {
    readonly input: PublishInput;
    readonly draft: PublishDraft;
    readonly minedAt: number;
  };
  /** The flat CSV of a FHIR file; null where the node serves the picked file. */
  served: Uint8Array<ArrayBuffer> | null;
  accessUrl: string;
  onNext: () => void;
}) {
  const deployment = useDeployment();
  const { after, isIndexed, error } = useIndexing(published);
  const { datasetId, tx, block, input, draft } = published;
  const [saved, setSaved] = useState<readonly string[]>([]);
  const hasBook = draft.lane === "commercial";
  const consentRoot = input.listing.consentRoot;
  const commands = nodeCommands({ hasBook, rpcUrl: deployment.rpcUrl });
  const files = nodeFiles({ draft, schema: input.schema, published, consentRoot, accessUrl, deployment });
  return (
    <div className="stack">
      <LeaveGuard
        isActive={!files.every(({ name }) => saved.includes(name))}
        text="Your node needs the files below, and this page cannot make them again."
      />
      <Card
        title={
          after === null ? "Published; the market is reading it" : `Dataset ${datasetId} is on the market`
        }
      >
        <div className="stack">
          {after === null ? (
            <>
              <PublishSteps step="indexing" />
              <p className="small soft">
                It is on chain in block {block.toString()} and cannot be lost.{" "}
                {isIndexed
                  ? "The index has it; its documents are being fetched."
                  : "The index has not come to it yet."}
              </p>
              {error === null ? null : <ErrorNotice error={error} />}
            </>
          ) : (
            <Notice tone="good" title="Everyone can find it">
              Shown {formatDecimal(after.seconds, 1)} s after its block was known here,{" "}
              {after.blocks === 1 ? "1 block" : `${after.blocks} blocks`} later.
            </Notice>
          )}
          <Facts
            isList
            facts={[
              { label: "Dataset", value: datasetId.toString() },
              { label: "Transaction", value: <CopyText value={tx} label="transaction" /> },
              { label: "Block", value: block.toString() },
            ]}
          />
          <div className="row">
            <Link className={buttonClass("primary")} to={`/datasets/${datasetId}`}>
              See its page
            </Link>
            <Link className={buttonClass()} to="/provide">
              My datasets
            </Link>
            <Button look="quiet" onClick={onNext}>
              Publish another
            </Button>
          </div>
        </div>
      </Card>
      <Card
        title="What your node needs"
        lead="The records stay with you: your own node answers orders. Save these files into one folder, beside the file with the records."
      >
        <div className="stack">
          <ul className="stack stack--tight">
            {files.map(({ name, what, text }) => (
              <li key={name} className="row row--between">
                <span>
                  <b className="mono">{name}</b> <span className="soft small">{what}</span>
                </span>
                <Button
                  isSmall
                  onClick={() => {
                    saveFile(name, text, "application/json");
                    setSaved((names) => [...names, name]);
                  }}
                >
                  <Icon name="download" />
                  Save<span className="visually-hidden"> {name}</span>
                </Button>
              </li>
            ))}
            {served === null || draft.sample === null ? null : (
              <li className="row row--between">
                <span>
                  <b className="mono">{draft.sample.fileName}</b>{" "}
                  <span className="soft small">the flat table of your FHIR file, to the byte</span>
                </span>
                <Button
                  isSmall
                  onClick={() => saveFile(draft.sample!.fileName, new Blob([served], { type: "text/csv" }))}
                >
                  <Icon name="download" />
                  Save<span className="visually-hidden"> {draft.sample.fileName}</span>
                </Button>
              </li>
            )}
            {served === null && draft.sample !== null ? (
              <li>
                <b className="mono">{draft.sample.fileName}</b>{" "}
                <span className="soft small">your file, unchanged: consents belong to its bytes</span>
              </li>
            ) : null}
            {hasBook ? (
              <li>
                <b className="mono">consents.json</b>{" "}
                <span className="soft small">the consent book that you have saved</span>
              </li>
            ) : null}
          </ul>
          <TableScroll label="Commands that start the node">
            <pre className="commands">{commands}</pre>
          </TableScroll>
          <div className="row">
            <CopyButton value={commands}>Copy commands</CopyButton>
          </div>
        </div>
      </Card>
    </div>
  );
}
