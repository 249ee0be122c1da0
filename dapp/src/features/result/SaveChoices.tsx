import type { Hex } from "@symbolon/protocol";
import { useMutation } from "@tanstack/react-query";
import { Button } from "../../ui/Button.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { saveFile } from "../../ui/saveFile.ts";
import { FhirNote } from "./fhir/FhirNote.tsx";
import { useFhir } from "./fhir/useFhir.ts";
import { makeParquet } from "./makeParquet.ts";
import type { OpenedResult } from "./openResult.ts";

/** Ways to keep a file of records: as it was signed, or as Parquet or FHIR made from it here. */
export function SaveChoices({
  result,
  header,
  schemaDigests,
}: {
  result: OpenedResult;
  /** Variables of the file, and the schemas of the datasets that they are from. */
  header: readonly string[];
  schemaDigests: readonly Hex[];
}) {
  const { blob, fileName } = result;
  const fhir = useFhir(result, header, schemaDigests);
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
        {fhir.columns === undefined || fhir.columns.length === 0 ? null : (
          <Button isBusy={fhir.save.isPending} onClick={() => fhir.save.mutate()}>
            <Icon name="download" />
            Save FHIR
          </Button>
        )}
      </div>
      {parquet.isError ? <ErrorNotice error={parquet.error} /> : null}
      <p className="small quiet">The hash on chain is of the CSV; Parquet holds the same cells.</p>
      {fhir.save.isError ? <ErrorNotice error={fhir.save.error} /> : null}
      {fhir.schemas.isError ? (
        <ErrorNotice error={fhir.schemas.error} onRetry={() => void fhir.schemas.refetch()} />
      ) : (
        <FhirNote columns={fhir.columns} variables={header.length} />
      )}
    </div>
  );
}
