import type { Hex } from "@symbolon/protocol";
import { useMutation } from "@tanstack/react-query";
import { useSchemas } from "../../../data/hooks/useSchemas.ts";
import { saveFile } from "../../../ui/saveFile.ts";
import type { OpenedResult } from "../openResult.ts";
import { codedColumns } from "./codedColumns.ts";
import { makeFhir } from "./makeFhir.ts";

/** The columns of an opened file that can be had as FHIR (undefined while the schemas of its datasets are fetched), and the way to save it so. */
export function useFhir(
  { blob, fileName }: OpenedResult,
  header: readonly string[],
  schemaDigests: readonly Hex[],
) {
  const schemas = useSchemas(schemaDigests);
  const columns = schemas.data === undefined ? undefined : codedColumns(header, schemas.data);
  const save = useMutation({
    mutationFn: async () =>
      saveFile(
        `${fileName.replace(/\.csv$/i, "")}.fhir.ndjson`,
        await makeFhir({ csv: blob, columns: columns ?? [] }),
      ),
  });
  return { schemas, columns, save };
}
