import { HDNodeWallet, Mnemonic } from "ethers";

/** The phrase every local development chain funds. Public on purpose; never use it on a chain where money is real. */
const DEVELOPMENT_PHRASE = "test test test test test test test test test test test junk";

const NAMES = [
  "deployer",
  "treasury",
  "rotterdam",
  "gbsg",
  "worker1",
  "worker2",
  "worker3",
  "buyer",
  "patientRelay",
] as const;

export type AccountName = (typeof NAMES)[number];

/** Accounts of the demo, by what they do. */
export const accounts = Object.fromEntries(
  NAMES.map((name, index) => [
    name,
    HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(DEVELOPMENT_PHRASE), `m/44'/60'/0'/0/${index}`),
  ]),
) as unknown as Record<AccountName, HDNodeWallet>;

/** The account's name for people, or the shortened address. */
export function nameOf(address: string): string {
  const found = NAMES.find((name) => accounts[name].address.toLowerCase() === address.toLowerCase());
  return found ?? `${address.slice(0, 6)}…${address.slice(-4)}`;
}
