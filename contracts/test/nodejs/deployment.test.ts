import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RELEASE_HIGH_FIDELITY, RELEASE_PRIVATE, RELEASE_STATISTICS } from "@symbolon/protocol";
import { Contract, type ContractRunner, id, ZeroAddress } from "ethers";
import hre from "hardhat";
import { deployAll } from "../../deploy.ts";
import Governance from "../../ignition/modules/Governance.ts";
import Symbolon from "../../ignition/modules/Symbolon.ts";
import { CALLERS, RESTRICTED_FUNCTIONS, ROLES, WIRES } from "../../roles.ts";

const DAY = 86_400;
const VIEWS = [
  "function wiredTo() view returns (address)",
  "function isCaller(address) view returns (bool)",
  "function treasury() view returns (address)",
  "function hasRole(uint64,address) view returns (bool,uint32)",
  "function getTargetFunctionRole(address,bytes4) view returns (uint64)",
  "function getRoleGrantDelay(uint64) view returns (uint32)",
  "function authority() view returns (address)",
  "function schedule(address,bytes,uint48) returns (bytes32,uint32)",
  "function execute(address,bytes) payable returns (uint32)",
  "function grantRole(uint64,address,uint32)",
  "function thresholdsOf(uint8) view returns (uint16,uint16,uint16)",
  "function setFees((uint16,uint16,uint16),address)",
];
const MANAGED = [
  "market",
  "jobRegistry",
  "privacyLedger",
  "permitRegistry",
  "accessToken",
  "rewards",
  "workerRegistry",
  "consentRegistry",
  "disputes",
];

/** Everything about a deployment that can differ but for the addresses themselves, which are replaced by names. */
async function describeWiring(contracts: Record<string, string>, deployer: string, runner: ContractRunner) {
  const names = new Map(Object.entries(contracts).map(([name, address]) => [address.toLowerCase(), name]));
  const ask = (name: string, method: string, ...args: unknown[]) =>
    new Contract(contracts[name]!, VIEWS, runner).getFunction(method)(...args);
  const nameOf = (address: string) => names.get(address.toLowerCase()) ?? address;
  const words = async (name: string) => {
    const data = await runner.provider!.call({ to: contracts[name]!, data: id("wiring()").slice(0, 10) });
    return data
      .slice(2)
      .match(/.{64}/g)!
      .map((word) => nameOf(`0x${word.slice(24)}`));
  };
  return {
    market: await words("market"),
    jobRegistry: await words("jobRegistry"),
    datasetRegistry: await words("datasetRegistry"),
    wires: await Promise.all(
      WIRES.map(async ({ contract }) => `${contract} ${nameOf(await ask(contract, "wiredTo"))}`),
    ),
    callers: await Promise.all(
      CALLERS.map(({ contract, caller }) => ask(contract, "isCaller", contracts[caller])),
    ),
    treasury: await ask("market", "treasury"),
    thresholds: await Promise.all(
      [RELEASE_PRIVATE, RELEASE_HIGH_FIDELITY, RELEASE_STATISTICS].map(async (releaseClass) =>
        [...(await ask("jobRegistry", "thresholdsOf", releaseClass))].map(Number),
      ),
    ),
    authorities: await Promise.all(MANAGED.map(async (name) => nameOf(await ask(name, "authority")))),
    restricted: await Promise.all(
      RESTRICTED_FUNCTIONS.flatMap(({ contract, functions }) =>
        functions.map(async (signature) => {
          const selector = id(signature).slice(0, 10);
          const role = await ask("accessManager", "getTargetFunctionRole", contracts[contract], selector);
          return `${contract}.${signature} ${role}`;
        }),
      ),
    ),
    members: await Promise.all(
      Object.entries({ ADMIN: 0n, ...ROLES }).map(
        async ([role, roleId]) => `${role} ${await ask("accessManager", "hasRole", roleId, deployer)}`,
      ),
    ),
  };
}

async function addressesOf(deployed: Record<string, { getAddress(): Promise<string> }>) {
  const entries = Object.entries(deployed).map(
    async ([name, contract]) => [name, await contract.getAddress()] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

describe("deployment", () => {
  it("is wired the same by the script and by the Ignition module", async () => {
    const { ethers, ignition } = await hre.network.create();
    const [signer, treasury] = await ethers.getSigners();
    assert.ok(signer && treasury);
    const script = await deployAll({ signer, treasury: treasury.address });
    const parameters = { Symbolon: { treasury: treasury.address } };
    const byIgnition = await addressesOf(await ignition.deploy(Symbolon, { parameters }));
    assert.deepEqual(Object.keys(byIgnition).sort(), Object.keys(script.contracts).sort());
    const expected = await describeWiring(script.contracts, signer.address, signer);
    assert.deepEqual(await describeWiring(byIgnition, signer.address, signer), expected);
    assert.deepEqual(
      expected.wires,
      WIRES.map(({ contract, peer }) => `${contract} ${peer}`),
    );
    assert.ok(expected.callers.every((allowed) => allowed === true));
    assert.deepEqual(expected.thresholds, [
      [1800, 2800, 6000],
      [1800, 2800, 5500],
      [10_000, 10_000, 10_000],
    ]);
  });

  it("hands everything to governance, which then acts only after its delay; both ways alike", async () => {
    const { ethers, ignition, provider } = await hre.network.create();
    const [signer, treasury, governor, guardian, treasurer, distributor] = await ethers.getSigners();
    assert.ok(signer && treasury && governor && guardian && treasurer && distributor);
    const accounts = { guardian, treasurer, distributor };
    const named = Object.fromEntries(Object.entries(accounts).map(([name, { address }]) => [name, address]));
    const delaySeconds = 2 * DAY;
    const governance = {
      account: governor.address,
      delaySeconds,
      ...(named as { guardian: string; treasurer: string; distributor: string }),
    };
    const script = await deployAll({ signer, treasury: treasury.address, governance });
    const parameters = {
      Symbolon: { treasury: treasury.address },
      Governance: { governance: governor.address, delaySeconds, ...named },
    };
    const { accessManager } = await ignition.deploy(Governance, { parameters });
    for (const address of [script.contracts.accessManager, await accessManager.getAddress()]) {
      const manager: Contract = new Contract(address, VIEWS, signer);
      const has = async (role: bigint, account: string): Promise<unknown[]> => [
        ...(await manager.getFunction("hasRole")(role, account)),
      ];
      for (const role of [0n, ...Object.values(ROLES)]) {
        assert.deepEqual((await has(role, signer.address))[0], false, `the deployer keeps role ${role}`);
      }
      assert.deepEqual(await has(0n, governor.address), [true, BigInt(delaySeconds)]);
      assert.deepEqual(await has(ROLES.TREASURER, treasurer.address), [true, BigInt(delaySeconds)]);
      assert.deepEqual(await has(ROLES.GUARDIAN, guardian.address), [true, 0n]);
    }

    const manager = new Contract(script.contracts.accessManager, VIEWS, treasurer);
    const { market } = script.contracts;
    const call = manager.interface.encodeFunctionData("setFees", [[100, 100, 100], treasury.address]);
    await assert.rejects(manager.getFunction("execute")(market, call));
    await (await manager.getFunction("schedule")(market, call, 0)).wait();
    await assert.rejects(manager.getFunction("execute")(market, call));
    await provider.request({ method: "evm_increaseTime", params: [delaySeconds + 1] });
    await (await manager.getFunction("execute")(market, call)).wait();
  });

  it("names every restricted function by a signature that exists", async () => {
    for (const { contract, functions } of RESTRICTED_FUNCTIONS) {
      const artifact = await hre.artifacts.readArtifact(contract[0]!.toUpperCase() + contract.slice(1));
      const { fragments } = new Contract(ZeroAddress, artifact.abi).interface;
      const known = new Set(
        fragments.filter(({ type }) => type === "function").map((fragment) => fragment.format()),
      );
      for (const signature of functions) assert.ok(known.has(signature), `${contract}.${signature}`);
    }
  });
});
