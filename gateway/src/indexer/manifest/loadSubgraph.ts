import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Deployment, SymbolonError } from "@symbolon/protocol";
import { type EventFragment, Interface, type InterfaceAbi, type ParamType } from "ethers";
import { parse } from "yaml";
import { z } from "zod";
import { exposeGlobals } from "../wasm/exposeGlobals.ts";
import type { EntitySchema } from "./EntitySchema.ts";
import { parseEntitySchema } from "./parseEntitySchema.ts";

/** What to call for one event of a data source. */
export type EventHandler = {
  readonly handler: string;
  readonly fragment: EventFragment;
  readonly needsReceipt: boolean;
};

/** One contract and the mapping that reads it. */
export type DataSource = {
  readonly name: string;
  readonly network: string;
  /** Lower-case hex. */
  readonly address: string;
  readonly startBlock: number;
  readonly module: WebAssembly.Module;
  readonly abis: ReadonlyMap<string, Interface>;
  /** By topic 0. */
  readonly handlers: ReadonlyMap<string, EventHandler>;
};

/** A compiled subgraph bound to one deployment. */
export type Subgraph = {
  readonly schema: EntitySchema;
  readonly dataSources: readonly DataSource[];
  readonly startBlock: number;
  /** sha256 of everything that decides what the tables hold: another value means other tables. */
  readonly fingerprint: string;
};

const Manifest = z.object({
  schema: z.object({ file: z.string() }),
  dataSources: z.array(
    z.object({
      name: z.string(),
      network: z.string(),
      source: z.object({ abi: z.string(), address: z.string(), startBlock: z.int() }),
      mapping: z.object({
        apiVersion: z.literal("0.0.9"),
        file: z.string(),
        abis: z.array(z.object({ name: z.string(), file: z.string() })),
        eventHandlers: z.array(
          z.object({ event: z.string(), handler: z.string(), receipt: z.boolean().default(false) }),
        ),
      }),
    }),
  ),
});

/**
 * Reads the output of `graph build` (folder with subgraph.yaml, schema, ABIs and WASM). Addresses and the start block
 * come from the deployment, by data source name with a small first letter, so one build serves every deployment.
 * @throws SymbolonError E8003 when the build is missing or does not fit
 */
export async function loadSubgraph(folder: string, deployment: Deployment): Promise<Subgraph> {
  const hash = createHash("sha256");
  const read = async (file: string): Promise<Buffer> => {
    const bytes = await readFile(join(folder, file));
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
    return bytes;
  };
  try {
    const manifest = Manifest.parse(parse((await read("subgraph.yaml")).toString()));
    const schema = parseEntitySchema((await read(manifest.schema.file)).toString());
    const dataSources: DataSource[] = [];
    for (const { name, network, source, mapping } of manifest.dataSources) {
      const abis = new Map<string, Interface>();
      for (const abi of mapping.abis)
        abis.set(abi.name, new Interface(JSON.parse((await read(abi.file)).toString()) as InterfaceAbi));
      const abi = abis.get(source.abi);
      if (!abi) throw new TypeError(`${name} has no ABI ${source.abi}`);
      dataSources.push({
        name,
        network,
        address: addressOf(deployment, name).toLowerCase(),
        startBlock: deployment.startBlock,
        module: await WebAssembly.compile(new Uint8Array(exposeGlobals(await read(mapping.file)))),
        abis,
        handlers: new Map(
          mapping.eventHandlers.map(({ event, handler, receipt }) => {
            const fragment = findEvent(abi, event);
            return [fragment.topicHash, { handler, fragment, needsReceipt: receipt }];
          }),
        ),
      });
    }
    hash.update(
      JSON.stringify([deployment.chainId, deployment.startBlock, dataSources.map((d) => d.address)]),
    );
    return { schema, dataSources, startBlock: deployment.startBlock, fingerprint: hash.digest("hex") };
  } catch (error) {
    const reason = `the subgraph in ${folder} cannot be read (${error instanceof Error ? error.message : error})`;
    throw new SymbolonError("E8003", { reason }, { cause: error });
  }
}

function addressOf(deployment: Deployment, dataSource: string): string {
  const key = dataSource.charAt(0).toLowerCase() + dataSource.slice(1);
  const address = (deployment.contracts as Readonly<Record<string, string>>)[key];
  if (address === undefined) throw new TypeError(`the deployment has no contract ${key}`);
  return address;
}

/** Finds an event by its manifest form, `Name(indexed uint256,address)`. */
function findEvent(abi: Interface, signature: string): EventFragment {
  const wanted = signature.replace(/\s+/g, " ").trim();
  for (const fragment of abi.fragments) {
    if (fragment.type !== "event") continue;
    const event = fragment as EventFragment;
    if (`${event.name}(${event.inputs.map(manifestType).join(",")})` === wanted) return event;
  }
  throw new TypeError(`the ABI has no event ${wanted}`);
}

function manifestType(input: ParamType): string {
  return `${input.indexed ? "indexed " : ""}${input.format("sighash")}`;
}
