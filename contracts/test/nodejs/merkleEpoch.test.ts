import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { type Hex, merkleTree } from "@symbolon/protocol";
import { AbiCoder, Contract, ContractFactory, type ContractTransactionResponse, keccak256 } from "ethers";
import hre from "hardhat";
import { readArtifact } from "../../readArtifact.ts";

/** Payees of the epoch: a proof of 14 hashes. */
const PAYEES = 10_000;
const CHALLENGE_SECONDS = 60;
/** The most a claim may cost, whatever it is the first of. */
const CLAIM_GAS = 90_000n;
/** Creation code of a contract that answers every call with 2^90, standing for a market with that many fees. */
const FEE_SOURCE = "0x600d600c600039600d6000f36001605a1b60005260206000f3";

const amountOf = (index: number): bigint => 123_456_789_012_345_678n + BigInt(index);
/** Two entries for each account, so that the second finds a balance. */
const accountOf = (index: number): string => `0x${keccak256(`0x${toByteHex(index >> 1)}`).slice(-40)}`;
const toByteHex = (value: number): string => value.toString(16).padStart(8, "0");

describe("an epoch of 10,000 payees", () => {
  let rewards: Contract;
  let token: Contract;
  let tree: ReturnType<typeof merkleTree>;
  let chainId: bigint;

  const leafOf = (index: number): Hex => {
    const types = ["uint256", "address", "uint256", "uint256", "address", "uint128"];
    const values = [chainId, rewards.target, 1, index, accountOf(index), amountOf(index)];
    return keccak256(keccak256(AbiCoder.defaultAbiCoder().encode(types, values))) as Hex;
  };

  const call = async (contract: Contract, method: string, ...args: unknown[]) => {
    const transaction: ContractTransactionResponse = await contract.getFunction(method)(...args);
    return (await transaction.wait())!;
  };
  const claim = async (index: number) =>
    call(rewards, "claim", 1, index, accountOf(index), amountOf(index), tree.proof(index));

  before(async () => {
    const { ethers, provider } = await hre.network.create();
    const [admin, treasury] = (await ethers.getSigners()) as [HardhatEthersSigner, HardhatEthersSigner];
    const deploy = async (sourceName: string, ...args: unknown[]): Promise<Contract> => {
      const { abi, bytecode } = await readArtifact(sourceName);
      const deployed = await new ContractFactory(abi, bytecode, admin).deploy(...args);
      return new Contract(await deployed.getAddress(), abi, admin);
    };
    const authority = await deploy("@openzeppelin/contracts/access/manager/AccessManager.sol", admin.address);
    token = await deploy("contracts/src/token/SymbolonToken.sol", admin.address, 10n ** 27n);
    const market = await new ContractFactory([], FEE_SOURCE, admin).deploy();
    const setup = [authority.target, token.target, await market.getAddress(), treasury.address];
    rewards = await deploy("contracts/src/reward/Rewards.sol", [...setup, 10_000, CHALLENGE_SECONDS, 3_600]);

    ({ chainId } = await ethers.provider.getNetwork());
    tree = merkleTree(Array.from({ length: PAYEES }, (_, index) => leafOf(index)));
    await call(token, "approve", rewards.target, 10n ** 27n);
    await call(rewards, "propose", tree.root, tree.root, 10n ** 22n);
    await call(rewards, "prepare", 1, 0, Math.ceil(PAYEES / 255));
    await provider.request({ method: "evm_increaseTime", params: [CHALLENGE_SECONDS] });
  });

  it("has the leaves that anyone can compute from the list", async () => {
    const last = PAYEES - 1;
    const leaf = await rewards.getFunction("leafOf").staticCall(1, last, accountOf(last), amountOf(last));
    assert.equal(leaf, leafOf(last));
  });

  it("pays every place of the protocol's tree within 90,000 gas, the first of a word and of an account too", async () => {
    for (const index of [0, 1, 254, 255, 256, 509, 510, 8_191, 8_192, 9_998, PAYEES - 1]) {
      const { gasUsed } = await claim(index);
      assert.ok(gasUsed <= CLAIM_GAS, `claim ${index} cost ${gasUsed} gas`);
    }
    assert.equal(await token.getFunction("balanceOf").staticCall(accountOf(0)), amountOf(0) + amountOf(1));
  });
});
