import { Button } from "../../../ui/Button.tsx";
import { Card } from "../../../ui/Card.tsx";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import { saveFile } from "../../../ui/saveFile.ts";
import { OpenedNotice } from "../OpenedNotice.tsx";
import type { OpenedResult } from "../openResult.ts";
import { archiveSizeText } from "./archiveSizeText.ts";
import { EntryList } from "./EntryList.tsx";
import { ImageGrid } from "./ImageGrid.tsx";
import { PatientTables } from "./PatientTables.tsx";
import { useArchive } from "./useArchive.ts";

/** An opened archive of whole patients or images: the proof that it is the right one, what is in it, and the ways to keep it. */
export function ArchivePreview({ result, savedAs }: { result: OpenedResult; savedAs: string | null }) {
  const { blob, hash, fileName } = result;
  const opened = useArchive(hash, blob);
  return (
    <Card
      title="Your archive"
      end={
        opened.data === undefined ? undefined : (
          <span className="small quiet">{archiveSizeText(opened.data.content)}</span>
        )
      }
    >
      <div className="stack">
        <div className="stack stack--tight">
          <OpenedNotice what="archive" hash={hash} savedAs={savedAs} />
          <div>
            <Button
              look="primary"
              onClick={() => saveFile(fileName, blob.slice(0, blob.size, "application/zip"))}
            >
              <Icon name="download" />
              Save ZIP
            </Button>
          </div>
          <p className="small quiet">
            The hash on chain is of the whole archive. It is unpacked here, in memory, for you to look at: up
            to 512 MiB. A larger one can be saved and opened elsewhere.
          </p>
        </div>
        {opened.isPending ? <Skeleton height="12rem" /> : null}
        {opened.isError ? <ErrorNotice error={opened.error} onRetry={() => void opened.refetch()} /> : null}
        {opened.data === undefined ? null : (
          <>
            {opened.data.content.kind === "images" ? (
              <ImageGrid archive={opened.data.archive} content={opened.data.content} />
            ) : (
              <PatientTables archive={opened.data.archive} content={opened.data.content} />
            )}
            <EntryList archive={opened.data.archive} entries={opened.data.content.others} />
          </>
        )}
      </div>
    </Card>
  );
}
