import { contractSources } from "../solidity/contractSources.ts";
import { parseSolidity } from "../solidity/parseSolidity.ts";
import { contractRules } from "./contractRules.ts";

/** Where contracts/src breaks {@link contractRules}. */
export async function findContractFaults(root: string): Promise<string[]> {
  const sources = await contractSources(root);
  return contractRules(sources, parseSolidity(root, sources, { analysed: true }));
}
