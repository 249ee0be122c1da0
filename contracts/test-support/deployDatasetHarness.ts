import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { Contract, ContractFactory } from "ethers";
import hre from "hardhat";
import { readArtifact } from "../readArtifact.ts";

const SOURCE = "contracts/test-support/DatasetHarness.sol";

/**
 * Compiles and deploys DatasetHarness.sol, which is no product source and therefore in no build. Throws SymbolonError
 * E8004 when it does not compile.
 */
export async function deployDatasetHarness(signer: HardhatEthersSigner): Promise<Contract> {
  await hre.solidity.build([`${hre.config.paths.root}/${SOURCE}`], { quiet: true });
  const { abi, bytecode } = await readArtifact(SOURCE);
  const deployed = await new ContractFactory(abi, bytecode, signer).deploy();
  return new Contract(await deployed.getAddress(), abi, signer);
}
