import { CONSENT_GRANT_TYPES, CONSENT_KEY_WITHDRAWAL_TYPES, contractDomain } from "@symbolon/protocol";
import { id, Signature, Wallet } from "ethers";
import { consentSet, withdrawalArgs } from "../test-support/consents.ts";
import { send } from "../test-support/contractCalls.ts";
import type { Stage } from "../test-support/createStage.ts";
import { publish } from "../test-support/sale.ts";
import type { GasBook } from "./gasRow.ts";

const BATCH = 100;

/** Consents alone and in batches, sent by their own key and relayed. */
export async function measureConsents(stage: Stage, book: GasBook): Promise<void> {
  const { hospitalA, stranger, deployer } = stage.actors;
  const { root } = consentSet();
  await publish(stage, hospitalA, { consentRoot: root });
  const registry = (signer: Parameters<typeof send>[1], method: string, ...args: unknown[]) =>
    send(stage, signer, "consentRegistry", method, ...args);
  const patient = async (name: string) => {
    const wallet = new Wallet(id(`patient ${name}`), deployer.provider);
    await (await deployer.sendTransaction({ to: wallet.address, value: 10n ** 17n })).wait();
    return wallet;
  };

  const warmUp = await patient("first of all");
  await registry(warmUp, "grant", 1n, id("record"));
  await registry(hospitalA, "admit", 1n, [warmUp.address]);
  await registry(warmUp, "withdrawKey", 1n);
  const own = await patient("own");
  await book.note("consent grant, own key", registry(own, "grant", 1n, id("record")));
  await book.note("consent admit by the hospital", registry(hospitalA, "admit", 1n, [own.address]));
  await book.note("consent withdraw, own key", registry(own, "withdrawKey", 1n));

  const signed = await patient("signed");
  const domain = contractDomain(stage.chainId, stage.deployment.contracts.consentRegistry);
  const compact = (signature: string) => {
    const { r, yParityAndS } = Signature.from(signature);
    return { r, vs: yParityAndS };
  };
  const grant = async (wallet: Wallet) =>
    compact(
      await wallet.signTypedData(domain, CONSENT_GRANT_TYPES, { datasetId: 1n, recordHash: id("record") }),
    );
  const grantArgs = [1n, id("record"), await grant(signed)] as const;
  await book.note("consent grant, relayed", registry(stranger, "grantBySig", ...grantArgs));
  await registry(hospitalA, "admit", 1n, [signed.address]);
  const withdrawal = compact(
    await signed.signTypedData(domain, CONSENT_KEY_WITHDRAWAL_TYPES, { datasetId: 1n }),
  );
  await book.note("consent withdraw, relayed", registry(stranger, "withdrawKeyBySig", 1n, withdrawal));

  const wallets = Array.from({ length: BATCH }, (_, i) => new Wallet(id(`batch ${i}`)));
  const batch = [1n, wallets.map(() => id("record")), await Promise.all(wallets.map(grant))] as const;
  const grants = registry(hospitalA, "grantBatch", ...batch);
  await book.note(`consent grant, ${BATCH} signed at once, each`, grants, BATCH);
  const anchor = registry(hospitalA, "anchorRoot", 1n, id("intake of 100"));
  await book.note(`consent grant, ${BATCH} under one root, each`, anchor, BATCH);
  const nullifiers = wallets.map(({ address }) => id(address));
  const withdrawals = registry(hospitalA, "withdrawBatch", 1n, nullifiers, id("evidence"));
  await book.note(`consent withdraw, ${BATCH} at once, each`, withdrawals, BATCH);
  const underRoot = registry(stranger, "withdraw", ...(await withdrawalArgs(stage, 1n, 0)));
  await book.note("consent withdraw under a root, relayed", underRoot);
}
