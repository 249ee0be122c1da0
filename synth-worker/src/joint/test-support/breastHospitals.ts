import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DatasetSchema } from "@symbolon/protocol";
import { loadRecords } from "../../data/loadRecords.ts";
import type { EncodedTable } from "../../math/encodedTable.ts";
import { ProviderConfig } from "../../tabular/hospital/providerConfig.ts";

const FOLDER = join(import.meta.dirname, "../../../../examples/breast");

/** TESTS ONLY: the example's two hospitals, Rotterdam (2,982 patients) and the German study group (686), coded under their one schema. */
export async function breastHospitals(): Promise<{ schema: DatasetSchema; hospitals: EncodedTable[] }> {
  const read = async (name: string) => JSON.parse(await readFile(join(FOLDER, name), "utf8"));
  const schema = DatasetSchema.parse(await read("breast.schema.json"));
  const hospitals: EncodedTable[] = [];
  for (const name of ["rotterdam", "gbsg"]) {
    const mapping = ProviderConfig.parse(await read(`${name}.mapping.json`));
    const file = join(FOLDER, `${name}.csv`);
    const records = await loadRecords({ file, mapping, schema, limits: { maxFileBytes: 1e7 } });
    hospitals.push(records.table);
    records.close();
  }
  return { schema, hospitals };
}
