import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Contract, type ContractRunner, id, ZeroAddress } from "ethers";
import hre from "hardhat";
import { deployAll } from "../../deploy.ts";
import Symbolon from "../../ignition/modules/Symbolon.ts";
import { CONTRACT_ROLES, RESTRICTED_FUNCTIONS, ROLES } from "../../roles.ts";
import { STAGE_DEFAULTS } from "../../test-support/createStage.ts";

const VIEWS = [
  "function wiring() view returns (address,address,address,address,address)",
  "function wiredTo() view returns (address)",
  "function treasury() view returns (address)",
  "function hasRole(uint64,address) view returns (bool,uint32)",
  "function getTargetFunctionRole(address,bytes4) view returns (uint64)",
  "function authority() view returns (address)",
];

/** Everything about a deployment that can differ but for the addresses themselves, which are replaced by names. */
async function describeWiring(contracts: Record<string, string>, deployer: string, runner: ContractRunner) {
  const names = new Map(Object.entries(contracts).map(([name, address]) => [address.toLowerCase(), name]));
  const at = (name: string) => new Contract(contracts[name]!, VIEWS, runner);
  const nameOf = (address: string) => names.get(address.toLowerCase()) ?? address;
  const words = async (name: string) => {
    const data = await runner.provider!.call({ to: contracts[name]!, data: id("wiring()").slice(0, 10) });
    return data
      .slice(2)
      .match(/.{64}/g)!
      .map((word) => nameOf(`0x${word.slice(24)}`));
  };
  const authorities = [
    "market",
    "jobRegistry",
    "privacyLedger",
    "accessToken",
    "rewards",
    "workerRegistry",
    "consentRegistry",
  ];
  const manager = at("accessManager");
  return {
    market: await words("market"),
    jobRegistry: await words("jobRegistry"),
    datasetRegistry: await words("datasetRegistry"),
    marketTo: nameOf(await at("market").getFunction("wiredTo")()),
    consentsTo: nameOf(await at("consentRegistry").getFunction("wiredTo")()),
    treasury: await at("market").getFunction("treasury")(),
    authorities: await Promise.all(
      authorities.map(async (name) => nameOf(await at(name).getFunction("authority")())),
    ),
    restricted: await Promise.all(
      RESTRICTED_FUNCTIONS.flatMap(({ contract, functions }) =>
        functions.map(async (signature) => {
          const selector = id(signature).slice(0, 10);
          return `${contract}.${signature} ${await manager.getFunction("getTargetFunctionRole")(contracts[contract], selector)}`;
        }),
      ),
    ),
    members: await Promise.all(
      [
        ...CONTRACT_ROLES.map(({ contract, role }) => [role, contracts[contract]!] as const),
        ["GUARDIAN", deployer] as const,
        ["TREASURER", deployer] as const,
      ].map(async ([role, account]) => [
        role,
        (await manager.getFunction("hasRole")(ROLES[role], account))[0],
      ]),
    ),
  };
}

describe("deployment", () => {
  it("is wired the same by the script and by the Ignition module", async () => {
    const { ethers, ignition } = await hre.network.create();
    const [signer, treasury] = await ethers.getSigners();
    assert.ok(signer && treasury);
    const script = await deployAll({ ...STAGE_DEFAULTS, signer, treasury: treasury.address });
    const deployed = await ignition.deploy(Symbolon, {
      parameters: { Symbolon: { treasury: treasury.address } },
    });
    const byIgnition = Object.fromEntries(
      await Promise.all(
        Object.entries(deployed).map(async ([name, contract]) => [name, await contract.getAddress()]),
      ),
    );
    assert.deepEqual(Object.keys(byIgnition).sort(), Object.keys(script.contracts).sort());
    const expected = await describeWiring(script.contracts, signer.address, signer);
    assert.deepEqual(await describeWiring(byIgnition, signer.address, signer), expected);
    assert.equal(expected.marketTo, "jobRegistry");
    assert.equal(expected.consentsTo, "datasetRegistry");
    assert.ok(expected.members.every(([, isMember]) => isMember === true));
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
