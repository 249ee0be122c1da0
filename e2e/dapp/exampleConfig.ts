import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DatasetSchema } from "@symbolon/protocol";
import { repositoryRoot } from "../../scripts/repositoryRoot.ts";

const EXAMPLES = join(repositoryRoot, "examples", "breast");

/** What a test changes of an example hospital: members of its configuration, and its schema. */
export type ConfigChange = {
  readonly config?: Readonly<Record<string, unknown>>;
  readonly schema?: (schema: DatasetSchema) => DatasetSchema;
};

/** Writes the example's configuration of a hospital, changed, into `folder`, for PROVIDER_CONFIG; gives its path. The records stay where they are. */
export function exampleConfig(folder: string, hospital: string, { config, schema }: ConfigChange): string {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(EXAMPLES, name), "utf8"));
  const example = read(`${hospital}.mapping.json`) as { readonly file: string; readonly schema: string };
  let schemaFile = join(EXAMPLES, example.schema);
  if (schema !== undefined) {
    schemaFile = join(folder, `${hospital}.schema.json`);
    writeFileSync(schemaFile, JSON.stringify(schema(read(example.schema) as DatasetSchema)));
  }
  const file = join(folder, `${hospital}.mapping.json`);
  const changed = { ...example, file: join(EXAMPLES, example.file), schema: schemaFile, ...config };
  writeFileSync(file, JSON.stringify(changed));
  return file;
}
