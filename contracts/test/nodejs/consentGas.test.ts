import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import {
  CONSENT_GRANT_TYPES,
  CONSENT_KEY_WITHDRAWAL_TYPES,
  CONSENT_WITHDRAWAL_TYPES,
  consentLeaf,
  contractDomain,
  type Hex,
  merkleTree,
} from "@symbolon/protocol";
import { Contract, ContractFactory, id, Signature, Wallet } from "ethers";
import hre from "hardhat";
import { readArtifact } from "../../readArtifact.ts";
import { deployDatasetHarness } from "../../test-support/deployDatasetHarness.ts";

const BATCH = 100;
const DATASET = 1n;

/** Gas of whole transactions as receipts state it, 21,000 of the transaction and calldata included. */
describe("consent gas", () => {
  let consents: Contract;
  let hospital: HardhatEthersSigner;
  let relayer: HardhatEthersSigner;
  let patients: HardhatEthersSigner[];
  let domain: ReturnType<typeof contractDomain>;
  let deadline: number;
  const measured: Record<string, bigint> = {};

  const gasOf = async (
    operation: string,
    sender: HardhatEthersSigner,
    method: string,
    ...args: unknown[]
  ) => {
    const response = await (consents.connect(sender) as Contract).getFunction(method)(...args);
    const { gasUsed } = await response.wait();
    measured[operation] = gasUsed;
    return gasUsed as bigint;
  };
  const within = (gas: bigint, bar: bigint, operation: string) =>
    assert.ok(gas <= bar, `${operation} costs ${gas} gas, the bar is ${bar}`);
  const wallet = (name: string) => new Wallet(id(name));
  const compact = (signature: string) => {
    const { r, yParityAndS } = Signature.from(signature);
    return { r, vs: yParityAndS };
  };
  const signGrant = async (key: Wallet, recordHash: string) =>
    compact(await key.signTypedData(domain, CONSENT_GRANT_TYPES, { datasetId: DATASET, recordHash }));
  const state = async (key: string) => (await consents.getFunction("grantOf")(DATASET, key)).state;

  before(async () => {
    const { ethers } = await hre.network.create();
    [hospital, relayer, ...patients] = (await ethers.getSigners()) as [
      HardhatEthersSigner,
      HardhatEthersSigner,
      ...HardhatEthersSigner[],
    ];
    const deploy = async (source: string, ...args: unknown[]) => {
      const { abi, bytecode } = await readArtifact(source);
      const deployed = await new ContractFactory(abi, bytecode, hospital).deploy(...args);
      return new Contract(await deployed.getAddress(), abi, hospital);
    };
    const manager = await deploy(
      "@openzeppelin/contracts/access/manager/AccessManager.sol",
      hospital.address,
    );
    consents = await deploy("contracts/src/consent/ConsentRegistry.sol", manager.target);
    const datasets = await deployDatasetHarness(hospital);
    await consents.getFunction("wire")(datasets.target);
    await datasets.getFunction("mint")(hospital.address, DATASET, 0, id("first root"));
    domain = contractDomain(31_337, consents.target as string);
    deadline = (await ethers.provider.getBlock("latest"))!.timestamp + 3_600;
  });

  it("grants alone for at most 50,000 and withdraws for at most 35,000, even as the first of the dataset", async () => {
    const [first, second] = patients as [HardhatEthersSigner, HardhatEthersSigner];
    within(await gasOf("grant", first, "grant", DATASET, id("record 1")), 50_000n, "grant");
    await gasOf("admit, the dataset's first", hospital, "admit", DATASET, [first.address]);
    within(await gasOf("withdrawKey", first, "withdrawKey", DATASET), 35_000n, "withdrawKey");
    assert.equal(await consents.getFunction("consentEpoch")(DATASET), 1n);

    await gasOf("grant", second, "grant", DATASET, id("record 2"));
    within(
      await gasOf("withdrawKey, pending", second, "withdrawKey", DATASET),
      35_000n,
      "withdrawKey, pending",
    );
    assert.equal(await consents.getFunction("consentEpoch")(DATASET), 1n);
  });

  it("takes little more when relayed", async () => {
    const key = wallet("relayed");
    const signature = await signGrant(key, id("relayed record"));
    const granted = await gasOf(
      "grantBySig",
      relayer,
      "grantBySig",
      DATASET,
      id("relayed record"),
      signature,
    );
    within(granted, 51_000n, "grantBySig");
    assert.equal(await state(key.address), 1n);
    await gasOf("admit, one", hospital, "admit", DATASET, [key.address]);
    const withdrawal = compact(
      await key.signTypedData(domain, CONSENT_KEY_WITHDRAWAL_TYPES, { datasetId: DATASET }),
    );
    const withdrawn = await gasOf("withdrawKeyBySig", relayer, "withdrawKeyBySig", DATASET, withdrawal);
    within(withdrawn, 39_500n, "withdrawKeyBySig");
    assert.equal(await state(key.address), 3n);
  });

  it("grants and withdraws a hundred for at most 5,000 each", async () => {
    const commitments = Array.from({ length: BATCH }, (_, i) => ({
      consentKey: wallet(`key ${i}`).address.toLowerCase() as Hex,
      recordHash: id(`record ${i}`) as Hex,
      nullifier: id(`nullifier ${i}`) as Hex,
    }));
    const tree = merkleTree(commitments.map(consentLeaf));
    const granted = await gasOf("anchorRoot, 100 consents", hospital, "anchorRoot", DATASET, tree.root);
    within(granted / BigInt(BATCH), 5_000n, "one of 100 grants");

    const nullifiers = commitments.slice(1).map(({ nullifier }) => nullifier);
    nullifiers.push(id("nullifier of an earlier intake") as Hex);
    const passedOn = [DATASET, nullifiers, id("evidence")] as const;
    const withdrawn = await gasOf("withdrawBatch, 100 consents", hospital, "withdrawBatch", ...passedOn);
    within(withdrawn / BigInt(BATCH), 5_000n, "one of 100 withdrawals");

    const { nullifier } = commitments[0]!;
    const signature = await wallet("key 0").signTypedData(domain, CONSENT_WITHDRAWAL_TYPES, {
      datasetId: DATASET,
      nullifier,
      deadline,
    });
    const withdrawal = { datasetId: DATASET, root: tree.root, ...commitments[0]!, deadline };
    await gasOf("withdraw under a root of 100", relayer, "withdraw", withdrawal, tree.proof(0), signature);
    assert.equal(await consents.getFunction("isWithdrawn")(DATASET, nullifier), true);
  });

  it("needs a slot for every grant by signature, also in a batch", async () => {
    const keys = Array.from({ length: BATCH }, (_, i) => wallet(`batch key ${i}`));
    const hashes = keys.map((_, i) => id(`batch record ${i}`));
    const signatures = await Promise.all(keys.map((key, i) => signGrant(key, hashes[i]!)));
    const admitted = keys.slice(0, 50).map(({ address }) => address);
    await gasOf(
      "grantBatch, 50, by a relayer",
      relayer,
      "grantBatch",
      DATASET,
      hashes.slice(0, 50),
      signatures.slice(0, 50),
    );
    await gasOf("admit, 50", hospital, "admit", DATASET, admitted);
    await gasOf(
      "grantBatch, 50, by the owner",
      hospital,
      "grantBatch",
      DATASET,
      hashes.slice(50),
      signatures.slice(50),
    );
    within(measured["grantBatch, 50, by the owner"]! / 50n, 32_000n, "one of 50 signed grants");
    for (const { address } of keys) assert.equal(await state(address), 2n);
  });

  it("is printed", (context) => {
    for (const [operation, gas] of Object.entries(measured)) context.diagnostic(`${operation}: ${gas}`);
    assert.ok(Object.keys(measured).length >= 13);
  });
});
