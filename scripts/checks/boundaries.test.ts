import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, describe, test } from "node:test";
import { findForbiddenImports } from "./findForbiddenImports.ts";

const CONFIGURATION = resolve(import.meta.dirname, "../../.dependency-cruiser.mjs");

/** Every rule with an import it must refuse: [rule, importing file, specifier]. */
const FORBIDDEN: [rule: string, from: string, specifier: string][] = [
  ["protocol-imports-no-room", "protocol/src/a.ts", "@symbolon/gateway"],
  ["contracts-import-protocol-only", "contracts/deploy.ts", "@symbolon/gateway"],
  ["subgraph-imports-no-room", "subgraph/src/a.ts", "@symbolon/protocol"],
  ["rooms-talk-over-the-network", "gateway/src/a.ts", "@symbolon/synth-worker/generate"],
  ["rooms-talk-over-the-network", "gateway/src/a.test.ts", "@symbolon/synth-worker/generate"],
  ["rooms-talk-over-the-network", "synth-worker/src/jobs/a.ts", "@symbolon/gateway"],
  ["rooms-talk-over-the-network", "synth-worker/src/jobs/b.ts", "../../../scripts/script.ts"],
  ["clients-import-published-generators-only", "cli/src/a.ts", "@symbolon/synth-worker/inside"],
  ["clients-import-published-generators-only", "dapp/src/a.tsx", "@symbolon/cli"],
  ["rooms-by-package-name", "gateway/src/b.ts", "../../protocol/src/index.ts"],
  ["rooms-by-package-name", "scripts/a.ts", "../synth-worker/src/jobs/job.ts"],
  ["no-barrel-inside", "protocol/src/b.ts", "./index.ts"],
  ["protocol-is-pure", "protocol/src/c.ts", "node:fs"],
  ["protocol-uses-audited-packages", "protocol/src/d.ts", "ethers"],
  ["protocol-records-code-abi", "protocol/src/records/a.ts", "@noble/hashes"],
  ["pure-layers-do-no-io", "synth-worker/src/math/a.ts", "node:fs"],
  ["pure-layers-do-no-io", "synth-worker/src/mpc/a.ts", "node:crypto"],
  ["random-uses-crypto-only", "synth-worker/src/random/a.ts", "node:fs"],
  ["pure-layers-use-no-clients", "synth-worker/src/privacy/a.ts", "ethers"],
  ["pure-layers-use-no-clients", "synth-worker/src/tabular/a.ts", "@duckdb/node-api"],
  ["layer-math", "synth-worker/src/math/b.ts", "../random/random.ts"],
  ["layer-random", "synth-worker/src/random/b.ts", "../privacy/privacy.ts"],
  ["layer-privacy", "synth-worker/src/privacy/b.ts", "../mpc/mpc.ts"],
  ["layer-tabular", "synth-worker/src/tabular/b.ts", "../mpc/mpc.ts"],
  ["layer-trees", "synth-worker/src/trees/b.ts", "../evaluate/evaluate.ts"],
  ["layer-mpc", "synth-worker/src/mpc/b.ts", "../evaluate/evaluate.ts"],
  ["layer-evaluate", "synth-worker/src/evaluate/b.ts", "../tabular/tabular.ts"],
  ["layer-ehr", "synth-worker/src/ehr/b.ts", "../tabular/tabular.ts"],
  ["pure-layers-do-no-io", "synth-worker/src/ehr/a.ts", "node:fs"],
  ["layer-sequences", "synth-worker/src/sequences/b.ts", "../evaluate/evaluate.ts"],
  ["pure-layers-do-no-io", "synth-worker/src/sequences/a.ts", "node:fs"],
  ["layer-imaging", "synth-worker/src/imaging/b.ts", "../tabular/tabular.ts"],
  ["imaging-uses-tensors", "synth-worker/src/imaging/c.ts", "ethers"],
  ["pure-layers-use-no-clients", "synth-worker/src/evaluate/c.ts", "@tensorflow/tfjs-core"],
  ["pure-layers-do-no-io", "synth-worker/src/imaging/a.ts", "node:fs"],
  ["layer-exports", "synth-worker/src/exports/b.ts", "../jobs/job.ts"],
  ["layer-verify", "synth-worker/src/verify/b.ts", "../jobs/job.ts"],
  ["layer-data", "synth-worker/src/data/b.ts", "../jobs/job.ts"],
  ["layer-net", "synth-worker/src/net/b.ts", "../jobs/job.ts"],
  ["layer-mpc", "synth-worker/src/mpc/c.ts", "../net/net.ts"],
  ["layer-joint", "synth-worker/src/joint/b.ts", "../data/data.ts"],
  ["layer-tabular", "synth-worker/src/tabular/c.ts", "../joint/joint.ts"],
  ["pure-layers-do-no-io", "synth-worker/src/joint/a.ts", "node:fs"],
  ["no-ethers-in-dapp", "dapp/src/b.ts", "ethers"],
  ["viem-and-wagmi-only-in-dapp", "gateway/src/c.ts", "viem"],
  ["no-undeclared-package", "gateway/src/d.ts", "stranger"],
  ["no-development-package-in-product", "gateway/src/e.ts", "fast-check"],
  ["no-unresolvable", "gateway/src/f.ts", "./gone.ts"],
  ["no-circular", "gateway/src/circleA.ts", "./circleB.ts"],
  ["no-test-code-in-product", "gateway/src/g.ts", "./fine.test.ts"],
  ["no-test-code-in-product", "synth-worker/src/privacy/c.ts", "../random/testOnly.ts"],
  ["peers-are-never-imported", "bench/a.ts", "./peers/peer.ts"],
];

/** Imports that no rule may refuse, so that the rules are not simply "no". */
const ALLOWED: [from: string, specifier: string][] = [
  ["gateway/src/fine.ts", "@symbolon/protocol"],
  ["gateway/src/fine.ts", "@symbolon/protocol/abi/Market"],
  ["gateway/src/fine.ts", "ethers"],
  ["gateway/src/fine.ts", "node:fs"],
  ["gateway/src/fine.test.ts", "fast-check"],
  ["gateway/src/fine.test.ts", "./fine.ts"],
  ["cli/src/fine.ts", "@symbolon/synth-worker/generate"],
  ["dapp/src/fine.ts", "viem"],
  ["dapp/src/fine.ts", "@symbolon/synth-worker/generate"],
  ["protocol/src/fine.ts", "@noble/hashes"],
  ["protocol/src/records/fine.ts", "ethers"],
  ["protocol/src/fine.test.ts", "node:fs"],
  ["contracts/fine.ts", "@symbolon/protocol"],
  ["synth-worker/src/random/fine.ts", "node:crypto"],
  ["synth-worker/src/tabular/fine.ts", "../privacy/privacy.ts"],
  ["synth-worker/src/exports/generate.ts", "../tabular/tabular.ts"],
  ["synth-worker/src/exports/generate.ts", "../joint/joint.ts"],
  ["synth-worker/src/verify/fine.ts", "../exports/generate.ts"],
  ["synth-worker/src/joint/fine.ts", "../mpc/mpc.ts"],
  ["synth-worker/src/joint/fine.ts", "../tabular/tabular.ts"],
  ["synth-worker/src/data/data.ts", "../mpc/mpc.ts"],
  ["synth-worker/src/data/data.ts", "../ehr/ehr.ts"],
  ["synth-worker/src/sequences/c.ts", "../trees/trees.ts"],
  ["synth-worker/src/exports/generate.ts", "../ehr/ehr.ts"],
  ["synth-worker/src/imaging/fine.ts", "@tensorflow/tfjs-core"],
  ["synth-worker/src/imaging/fine.ts", "../evaluate/evaluate.ts"],
  ["synth-worker/src/data/data.ts", "@duckdb/node-api"],
  ["synth-worker/src/net/fine.ts", "../mpc/mpc.ts"],
  ["synth-worker/src/net/fine.ts", "node:tls"],
  ["synth-worker/src/jobs/job.ts", "../data/data.ts"],
  ["synth-worker/src/jobs/job.ts", "../net/net.ts"],
  ["synth-worker/src/jobs/job.ts", "ethers"],
  ["synth-worker/src/privacy/fine.test.ts", "../random/testOnly.ts"],
  ["scripts/fine.ts", "@symbolon/protocol"],
];

/** Packages per room; the empty room is the root. */
const PACKAGES: Record<string, { dependencies: string[]; devDependencies?: string[]; exports?: object }> = {
  "": { dependencies: [], devDependencies: ["fast-check"] },
  protocol: {
    dependencies: ["@noble/hashes", "ethers"],
    exports: { ".": "./src/index.ts", "./abi/*": "./src/generated/abi/*.ts" },
  },
  gateway: { dependencies: ["ethers", "viem"], exports: { ".": "./src/edge.ts" } },
  "synth-worker": {
    dependencies: ["ethers", "@duckdb/node-api", "@tensorflow/tfjs-core"],
    exports: { "./generate": "./src/exports/generate.ts", "./inside": "./src/jobs/job.ts" },
  },
  cli: { dependencies: ["ethers"], exports: { ".": "./src/edge.ts" } },
  dapp: { dependencies: ["viem", "ethers"] },
};
const LEAVES = [
  "protocol/src/index.ts",
  "protocol/src/generated/abi/Market.ts",
  "gateway/src/edge.ts",
  "cli/src/edge.ts",
  "scripts/script.ts",
  "bench/peers/peer.ts",
  ...["math/math", "random/random", "random/testOnly", "privacy/privacy"],
  ...["tabular/tabular", "trees/trees", "mpc/mpc", "net/net", "joint/joint", "evaluate/evaluate", "ehr/ehr"],
].map((name) => (name.endsWith(".ts") ? name : `synth-worker/src/${name}.ts`));

describe("the import rules", () => {
  let root = "";
  before(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "symbolon-boundaries-")));
    layOut(root);
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  test("refuse each forbidden import, and allow the rest", async () => {
    const found = await findForbiddenImports(root, CONFIGURATION);
    const seen = new Set(found.map(({ rule, from }) => `${rule}: ${from}`));
    for (const [rule, from, specifier] of FORBIDDEN)
      assert.ok(seen.has(`${rule}: ${from}`), `${rule} must refuse ${specifier} in ${from}`);
    const forbiddenFiles = new Set(FORBIDDEN.map(([, from]) => from)).add("gateway/src/circleB.ts");
    const wronglyRefused = found.filter(({ from }) => !forbiddenFiles.has(from));
    assert.deepEqual(wronglyRefused, []);
  });

  test("are each shown to bite", async () => {
    const { default: configuration } = await import(CONFIGURATION);
    const shown = new Set(FORBIDDEN.map(([rule]) => rule));
    const rules = configuration.forbidden.map(({ name }: { name: string }) => name);
    assert.deepEqual(
      rules.filter((name: string) => !shown.has(name)),
      [],
    );
  });
});

function layOut(root: string): void {
  const sources = new Map<string, string>(LEAVES.map((file) => [file, "export const x = 1;\n"]));
  const imports: [string, string][] = [
    ...FORBIDDEN.map(([, from, to]): [string, string] => [from, to]),
    ...ALLOWED,
  ];
  for (const [from, specifier] of imports)
    sources.set(from, `${sources.get(from) ?? ""}import ${JSON.stringify(specifier)};\n`);
  sources.set("gateway/src/circleB.ts", 'import "./circleA.ts";\n');
  for (const [file, text] of sources) write(join(root, file), text);
  const packages = Object.entries(PACKAGES);
  for (const [room, { dependencies, devDependencies = [], exports }] of packages) {
    const manifest = {
      name: room === "" ? "symbolon" : `@symbolon/${room}`,
      version: "1.0.0",
      type: "module",
      ...(room === "" ? { workspaces: packages.map(([name]) => name).filter((name) => name !== "") } : {}),
      dependencies: Object.fromEntries(
        [...dependencies, "@symbolon/protocol"].map((name) => [name, "1.0.0"]),
      ),
      devDependencies: Object.fromEntries(devDependencies.map((name) => [name, "1.0.0"])),
      ...(exports === undefined ? {} : { exports }),
    };
    write(join(root, room, "package.json"), JSON.stringify(manifest));
    if (room !== "") {
      mkdirSync(join(root, "node_modules/@symbolon"), { recursive: true });
      symlinkSync(join(root, room), join(root, "node_modules/@symbolon", room), "dir");
    }
  }
  for (const name of [
    ...["ethers", "viem", "stranger", "fast-check"],
    ...["@noble/hashes", "@duckdb/node-api", "@tensorflow/tfjs-core"],
  ]) {
    const folder = join(root, "node_modules", name);
    write(join(folder, "package.json"), JSON.stringify({ name, version: "1.0.0", main: "index.js" }));
    write(join(folder, "index.js"), "module.exports = {};\n");
  }
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
