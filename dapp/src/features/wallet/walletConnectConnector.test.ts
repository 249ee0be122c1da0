import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import { defineChain, http } from "viem";
import { type Config, createConfig } from "wagmi";
import { connect, disconnect, getConnection, reconnect } from "wagmi/actions";
import { type SessionProvider, walletConnectConnector } from "./walletConnectConnector.ts";

const chain = defineChain({
  id: 31337,
  name: "test",
  nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
  rpcUrls: { default: { http: ["http://127.0.0.1:1"] } },
});
const settings = { projectId: "ab".repeat(16), module: "/walletconnect.js" };
const [first, second] = [`0x${"11".repeat(20)}`, `0x${"22".repeat(20)}`] as const;

/** A phone's end of a session: what it was asked to begin with, and a way to act on it. */
function phone() {
  const listeners = new Map<string, (value: unknown) => void>();
  const state = { accounts: [first] as string[], chainId: 31337, session: undefined as unknown };
  const provider = {
    get accounts() {
      return state.accounts;
    },
    get chainId() {
      return state.chainId;
    },
    get session() {
      return state.session;
    },
    connect: async () => {
      state.session = { topic: "t" };
    },
    disconnect: async () => {
      state.session = undefined;
    },
    request: async () => null,
    on: (event: string, listener: (value: unknown) => void) => void listeners.set(event, listener),
  } as unknown as SessionProvider;
  return { provider, emit: (event: string, value: unknown) => listeners.get(event)?.(value) };
}

function configOf(load: Parameters<typeof walletConnectConnector>[1]): Config {
  return createConfig({
    chains: [chain],
    connectors: [walletConnectConnector(settings, load)],
    multiInjectedProviderDiscovery: false,
    transports: { [chain.id]: http() },
    storage: null,
  });
}

test("its code is loaded when it is chosen and not before; then account and chain follow the phone", async () => {
  const { provider, emit } = phone();
  const loaded: unknown[] = [];
  const config = configOf(async (path) => {
    loaded.push(path);
    return {
      EthereumProvider: {
        init: async (options) => {
          loaded.push(options);
          return provider;
        },
      },
    };
  });
  await reconnect(config);
  assert.deepEqual(loaded, []);
  await connect(config, { connector: config.connectors[0]! });
  assert.deepEqual(loaded, [
    "/walletconnect.js",
    {
      projectId: settings.projectId,
      chains: [31337],
      showQrModal: true,
      rpcMap: { 31337: "http://127.0.0.1:1" },
    },
  ]);
  assert.equal(getConnection(config).address, first);
  emit("accountsChanged", [second]);
  assert.equal(getConnection(config).address, second);
  emit("chainChanged", "0x1");
  assert.equal(getConnection(config).chainId, 1);
  await disconnect(config);
  assert.equal(getConnection(config).status, "disconnected");
  assert.equal(provider.session, undefined);
});

test("code that cannot be loaded is E6004, and is tried again when asked again", async () => {
  let tries = 0;
  const config = configOf(async () => {
    tries++;
    throw new TypeError("no such module");
  });
  const [connector] = config.connectors;
  const isMissing = (error: unknown) => error instanceof SymbolonError && error.code === "E6004";
  await assert.rejects(connect(config, { connector: connector! }), isMissing);
  await assert.rejects(connect(config, { connector: connector! }), isMissing);
  assert.equal(tries, 2);
});
