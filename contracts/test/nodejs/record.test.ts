import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { it } from "node:test";
import { Deployment } from "@symbolon/protocol";
import hre from "hardhat";
import { deployAll } from "../../deploy.ts";

it("the committed record of the local deployment is what the script deploys on a fresh chain", async () => {
  const { ethers } = await hre.network.create();
  const [signer] = await ethers.getSigners();
  assert.ok(signer);
  const text = await readFile(new URL("../../deployments/local.json", import.meta.url), "utf8");
  const deployment = await deployAll({ signer, treasury: signer.address });
  assert.deepEqual(Deployment.parse(JSON.parse(text)), deployment);
  // One reviewed format: keys in the schema's order, two spaces, one newline at the end.
  assert.equal(text, `${JSON.stringify(deployment, null, 2)}\n`);
});
