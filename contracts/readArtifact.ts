import { readFile } from "node:fs/promises";
import { SymbolonError } from "@symbolon/protocol";
import type { InterfaceAbi } from "ethers";

/** The two parts of a Hardhat artifact that a deployment needs. */
export type Artifact = { readonly abi: InterfaceAbi; readonly bytecode: string };

const ARTIFACTS = new URL("../artifacts/", import.meta.url);

/**
 * Reads a compiled contract by its source name, e.g. `contracts/src/market/Market.sol`; the contract is named after
 * the file. Throws SymbolonError E8004 when it was not compiled.
 */
export async function readArtifact(sourceName: string): Promise<Artifact> {
  const contract = sourceName.slice(sourceName.lastIndexOf("/") + 1, -".sol".length);
  const log = `artifacts/${sourceName}/${contract}.json`;
  try {
    return JSON.parse(
      await readFile(new URL(`${sourceName}/${contract}.json`, ARTIFACTS), "utf8"),
    ) as Artifact;
  } catch (cause) {
    throw new SymbolonError(
      "E8004",
      { process: "deployment", reason: "run npx hardhat build first", log },
      { cause },
    );
  }
}
