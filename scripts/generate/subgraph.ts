import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Deployment } from "@symbolon/protocol";

const SUBGRAPH = fileURLToPath(new URL("../../subgraph/", import.meta.url));

/** Contracts with a data source, by artifact name; the key in a deployment is the same with a small first letter. */
const CONTRACTS = [
  "AccessToken",
  "ConsentRegistry",
  "DatasetRegistry",
  "Disputes",
  "JobRegistry",
  "Market",
  "PermitRegistry",
  "PrivacyLedger",
  "Rewards",
  "WorkerRegistry",
] as const;

/** Stands in for a contract that is not deployed yet: mappings compile without addresses. */
const NOWHERE = "0x0000000000000000000000000000000000000000";

type AbiEntry = { readonly type: string; readonly name?: string };

const help = `Writes subgraph/abis/*.json (events only) and a manifest from subgraph/subgraph.template.yaml.

  node scripts/generate/subgraph.ts
      subgraph/subgraph.yaml without addresses: for codegen, build, tests and the gateway's embedded indexer,
      which takes the addresses from its deployment file.
  node scripts/generate/subgraph.ts --deployment FILE --network NAME
      subgraph/subgraph.NAME.yaml for Graph Node.
`;

/** One JSON file per data source: its events by name, one a line. */
async function writeAbis(): Promise<void> {
  const folder = join(SUBGRAPH, "abis");
  await mkdir(folder, { recursive: true });
  for (const contract of CONTRACTS) {
    const module = (await import(`../../protocol/src/generated/abi/${contract}.ts`)) as Record<
      string,
      unknown
    >;
    const abi = module[`${contract}Abi`] as readonly AbiEntry[];
    const events = abi
      .filter((entry) => entry.type === "event")
      .toSorted((a, b) => ((a.name ?? "") < (b.name ?? "") ? -1 : 1));
    const lines = events.map((entry) => JSON.stringify(entry)).join(",\n");
    await writeFile(join(folder, `${contract}.json`), `[\n${lines}\n]\n`);
  }
}

/**
 * Fills every quoted "{{placeholder}}" of the template, which stays valid YAML that way: network, startBlock (a number)
 * and one address.X per contract. Throws on a placeholder it has nothing for.
 */
function fillTemplate(template: string, network: string, deployment: Deployment | undefined): string {
  const values = new Map<string, string | number>([
    ["network", network],
    ["startBlock", deployment?.startBlock ?? 0],
  ]);
  for (const [contract, address] of Object.entries(deployment?.contracts ?? {}))
    values.set(`address.${contract}`, address);
  return template.replace(/"\{\{([\w.]+)\}\}"/g, (_, key: string) => {
    const value = values.get(key) ?? (key.startsWith("address.") && !deployment ? NOWHERE : undefined);
    if (value === undefined) throw new Error(`subgraph.template.yaml: nothing to put in {{${key}}}`);
    return JSON.stringify(value);
  });
}

const { values: options } = parseArgs({
  options: { deployment: { type: "string" }, network: { type: "string" }, help: { type: "boolean" } },
});
if (options.help || (options.deployment === undefined) !== (options.network === undefined)) {
  console.log(help);
  process.exitCode = options.help ? 0 : 2;
} else {
  const deployment = options.deployment
    ? Deployment.parse(JSON.parse(await readFile(options.deployment, "utf8")))
    : undefined;
  const template = await readFile(join(SUBGRAPH, "subgraph.template.yaml"), "utf8");
  const manifest = options.network ? `subgraph.${options.network}.yaml` : "subgraph.yaml";
  await writeAbis();
  await writeFile(
    join(SUBGRAPH, manifest),
    fillTemplate(template, options.network ?? "localhost", deployment),
  );
  console.log(`subgraph/${manifest} and ${CONTRACTS.length} ABIs written`);
}
