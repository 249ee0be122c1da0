import { canonicalJson, type DatasetSchema, type Deployment } from "@symbolon/protocol";
import type { Published } from "../../../transactions/publishDataset.ts";
import { providerConfigOf, SCHEMA_FILE } from "./providerConfigOf.ts";
import type { PublishDraft } from "./publishDraft.ts";

/** A file that the hospital's node needs, and what it is. */
export type NodeFile = { readonly name: string; readonly what: string; readonly text: string };

/** Files of one published dataset, apart from its records and its consent book. All but the records' file go beside each other; `listing.json` into the state folder. */
export function nodeFiles(input: {
  readonly draft: PublishDraft;
  readonly schema: DatasetSchema;
  readonly published: Pick<Published, "datasetId" | "tx">;
  readonly consentRoot: string;
  readonly accessUrl: string;
  readonly deployment: Deployment;
}): readonly NodeFile[] {
  const { draft, schema, published, consentRoot, accessUrl } = input;
  const { chainId, startBlock, contracts } = input.deployment;
  const pretty = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  return [
    {
      name: "provider.json",
      what: "how your file becomes the schema's columns, and your terms",
      text: pretty(providerConfigOf(draft, accessUrl)),
    },
    { name: SCHEMA_FILE, what: "the schema, to the letter as published", text: canonicalJson(schema) },
    {
      name: "listing.json",
      what: "which dataset the node serves",
      text: pretty({ datasetId: published.datasetId.toString(), root: consentRoot, txHash: published.tx }),
    },
    {
      name: "deployment.json",
      what: "where the market's contracts are",
      text: pretty({ chainId, startBlock, contracts }),
    },
  ];
}
