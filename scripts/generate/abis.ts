import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import hre from "hardhat";

/** Where the ABIs go; the folder holds nothing else, so files of removed contracts disappear. */
const OUTPUT = join(hre.config.paths.root, "protocol/src/generated/abi");

/** Every deployed contract, by the name of its artifact. */
const CONTRACTS = [
  "AccessManager",
  "AccessToken",
  "ConsentRegistry",
  "DatasetRegistry",
  "Disputes",
  "JobRegistry",
  "Market",
  "PrivacyLedger",
  "PermitRegistry",
  "Rewards",
  "SymbolonToken",
  "WorkerRegistry",
] as const;

/**
 * Compiles the contracts and writes one `<Contract>Abi` module per deployed contract. The output depends on the
 * Solidity sources alone: entries keep the compiler's order, which is sorted by type and name.
 */
async function generateAbis(): Promise<void> {
  await hre.tasks.getTask("build").run({ quiet: true, noTests: true });
  await mkdir(OUTPUT, { recursive: true });
  const written = new Set<string>();
  for (const contract of CONTRACTS) {
    const source = (await hre.artifacts.artifactExists(contract)) ? contract : `I${contract}`;
    const { abi } = await hre.artifacts.readArtifact(source);
    const entries = abi.map((entry: unknown) => `  ${JSON.stringify(entry)},\n`).join("");
    const text = `// Generated from contracts/src by: node scripts/generate/abis.ts. Do not edit.\n\n/** ABI of ${contract}, errors included. */\nexport const ${contract}Abi = [\n${entries}] as const;\n`;
    await writeFile(join(OUTPUT, `${contract}.ts`), text);
    written.add(`${contract}.ts`);
  }
  for (const file of await readdir(OUTPUT)) if (!written.has(file)) await rm(join(OUTPUT, file));
  console.log(`${written.size} ABIs written to protocol/src/generated/abi`);
}

await generateAbis();
