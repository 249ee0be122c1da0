import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { repositoryRoot as root } from "../repositoryRoot.ts";
import { contractSources } from "../solidity/contractSources.ts";
import { contractSurface } from "./surface/contractSurface.ts";

const OUTPUT = "contracts/generated/surface.json";

/**
 * Writes what others depend on of every deployed contract: storage slots, selectors, topics. Committed, so that a change
 * of any of them shows in review; `npm run check` compares it like every generated file.
 */
const surface = contractSurface(root, await contractSources(root));
await mkdir(join(root, "contracts", "generated"), { recursive: true });
await writeFile(join(root, OUTPUT), `${JSON.stringify(surface, null, 2)}\n`);
console.log(`${Object.keys(surface).length} contracts written to ${OUTPUT}`);
