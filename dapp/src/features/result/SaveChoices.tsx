import { useMutation } from "@tanstack/react-query";
import { Button } from "../../ui/Button.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { saveFile } from "../../ui/saveFile.ts";
import { makeParquet } from "./makeParquet.ts";
import type { OpenedResult } from "./openResult.ts";

/** Ways to keep a file of records: as it was signed, or as Parquet made from it here. Why there is no FHIR stands beside. */
export function SaveChoices({ result: { blob, fileName } }: { result: OpenedResult }) {
  const parquet = useMutation({
    mutationFn: async () => saveFile(`${fileName.replace(/\.csv$/i, "")}.parquet`, await makeParquet(blob)),
  });
  return (
    <div className="stack stack--tight">
      <div className="row">
        <Button look="primary" onClick={() => saveFile(fileName, blob.slice(0, blob.size, "text/csv"))}>
          <Icon name="download" />
          Save CSV
        </Button>
        <Button isBusy={parquet.isPending} onClick={() => parquet.mutate()}>
          <Icon name="download" />
          Save Parquet
        </Button>
      </div>
      {parquet.isError ? <ErrorNotice error={parquet.error} /> : null}
      <p className="small quiet">
        The hash on chain is of the CSV; Parquet holds the same cells. There is no FHIR of this file: its
        variables carry no codes of a clinical vocabulary, so resources would be guessed.
      </p>
    </div>
  );
}
