/**
 * The house's import rules (docs/ARCHITECTURE.md, CONTRIBUTING.md), run by `npm run check`. What is not forbidden
 * here is allowed. scripts/checks/boundaries.test.ts proves for every rule that a forbidden import fails.
 */
const ROOMS = "protocol|gateway|synth-worker|dapp|cli|subgraph|contracts";
/** Rooms that are npm packages. */
const PUBLISHING = "protocol|gateway|synth-worker|dapp|cli|subgraph";
/** The subgraph's ABIs are data, read by the gateway that runs its mappings. */
const DATA = "^subgraph/abis/.*\\.json$";
const OUTSIDE = "scripts|bench|e2e|examples";
const TEST = "\\.test\\.(ts|tsx|mjs)$|/test-support/|/testOnly\\.ts$|^contracts/test/|^e2e/|/e2e/";
const PURE = "math|random|privacy|tabular|trees|mpc|evaluate|ehr|imaging|sequences";
/** A package wherever npm put it: hoisted, or in the room's own folder. */
const npm = (names) => `(^|/)node_modules/(${names})(/|$)`;
const notNpm = (names) => `(^|/)node_modules/(?!(${names})(/|$))`;

const rooms = [
  {
    name: "protocol-imports-no-room",
    comment: "protocol holds the words all rooms agree on; it knows none of them.",
    severity: "error",
    from: { path: "^protocol/" },
    to: { path: `^(gateway|synth-worker|dapp|cli|subgraph|contracts|${OUTSIDE})/` },
  },
  {
    name: "contracts-import-protocol-only",
    comment: "Solidity imports Solidity; deployment and contract tests may use protocol's words.",
    severity: "error",
    from: { path: "^contracts/" },
    to: { path: `^(gateway|synth-worker|dapp|cli|subgraph|${OUTSIDE})/` },
  },
  {
    name: "subgraph-imports-no-room",
    comment: "The mappings compile to WASM and are spoken to through the schema only.",
    severity: "error",
    from: { path: "^subgraph/" },
    to: { path: `^(protocol|gateway|synth-worker|dapp|cli|contracts|${OUTSIDE})/` },
  },
  {
    name: "rooms-talk-over-the-network",
    comment: "gateway and synth-worker import protocol and no other room.",
    severity: "error",
    from: { path: "^(gateway|synth-worker)/" },
    to: { path: `^(${ROOMS}|${OUTSIDE})/`, pathNot: ["^($1|protocol)/", DATA] },
  },
  {
    name: "clients-import-published-generators-only",
    comment:
      "cli and dapp may use synth-worker's published exports and verification, the cli its file reader and writer; nothing else of another room.",
    severity: "error",
    from: { path: "^(cli|dapp)/" },
    to: {
      path: `^(${ROOMS}|${OUTSIDE})/`,
      pathNot:
        "^($1|protocol)/|^synth-worker/src/(exports/|verify/verification\\.ts$|data/(files|images)\\.ts$)",
    },
  },
  {
    name: "rooms-by-package-name",
    comment: "Another room is imported as @symbolon/<room>, so that only what it publishes can be used.",
    severity: "error",
    from: { path: "^([^/]+)/", pathNot: "^e2e/" },
    to: {
      path: `^(${PUBLISHING})/`,
      pathNot: ["^$1/", DATA],
      dependencyTypes: ["local"],
      dependencyTypesNot: ["aliased-workspace"],
    },
  },
  {
    name: "no-barrel-inside",
    comment: "The package edge is for other rooms; inside, import the defining file.",
    severity: "error",
    from: { path: "^protocol/src/", pathNot: TEST },
    to: { path: "^protocol/src/index\\.ts$" },
  },
];

const purity = [
  {
    name: "protocol-is-pure",
    comment: "protocol runs in the browser: no node:* module.",
    severity: "error",
    from: { path: "^protocol/src/", pathNot: TEST },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "protocol-uses-audited-packages",
    comment: "Hashes, encryption, CIDs, archives and schemas; no chain client, no framework.",
    severity: "error",
    from: { path: "^protocol/src/", pathNot: [TEST, "^protocol/src/records/"] },
    to: { path: notNpm("@hpke|@noble|fflate|multiformats|zod") },
  },
  {
    name: "protocol-records-code-abi",
    comment: "Records are ABI-encoded structs: ethers' coder reads and hashes them. It talks to nobody.",
    severity: "error",
    from: { path: "^protocol/src/records/", pathNot: TEST },
    to: { path: notNpm("ethers") },
  },
  {
    name: "pure-layers-do-no-io",
    comment: "math, privacy and mechanisms take values and return values.",
    severity: "error",
    from: {
      path: "^synth-worker/src/(math|privacy|tabular|trees|mpc|evaluate|ehr|imaging|sequences|joint|exports)/",
      pathNot: TEST,
    },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "random-uses-crypto-only",
    comment: "The entropy source is the one door from pure code to the platform.",
    severity: "error",
    from: { path: "^synth-worker/src/random/", pathNot: TEST },
    to: { dependencyTypes: ["core"], pathNot: "^(node:)?crypto$" },
  },
  {
    name: "pure-layers-use-no-clients",
    comment: "No chain client, database or logger below data/ and jobs/.",
    severity: "error",
    from: {
      path: `^synth-worker/src/(${PURE}|joint|exports)/`,
      pathNot: [TEST, "^synth-worker/src/imaging/"],
    },
    to: { path: notNpm("@noble|zod") },
  },
  {
    name: "imaging-uses-tensors",
    comment: "The image engines run on the TensorFlow.js API; nothing else below data/ does.",
    severity: "error",
    from: { path: "^synth-worker/src/imaging/", pathNot: TEST },
    to: { path: notNpm("@noble|zod|@tensorflow") },
  },
];

const layers = [
  ["math", "math"],
  ["random", "math|random"],
  ["privacy", "math|random|privacy"],
  ["tabular", "math|random|privacy|tabular"],
  ["trees", "math|random|privacy|trees"],
  ["mpc", "math|random|privacy|mpc"],
  ["evaluate", "math|random|privacy|evaluate"],
  ["ehr", "math|random|privacy|ehr"],
  ["sequences", "math|random|privacy|tabular|trees|sequences"],
  ["imaging", "math|random|privacy|evaluate|imaging"],
  ["joint", `${PURE}|joint`],
  ["exports", `${PURE}|joint|exports`],
  ["verify", `${PURE}|joint|exports|verify`],
  ["data", `${PURE}|data`],
  ["net", "math|random|mpc|net"],
].map(([layer, below]) => ({
  name: `layer-${layer}`,
  comment:
    "math <- random <- privacy <- { tabular, trees, mpc, evaluate <- imaging, ehr; sequences on tabular and trees } <- joint <- data, net, jobs; siblings never import each other.",
  severity: "error",
  from: { path: `^synth-worker/src/${layer}/`, pathNot: TEST },
  to: { path: "^synth-worker/src/", pathNot: `^synth-worker/src/(${below})/` },
}));

const packages = [
  {
    name: "no-ethers-in-dapp",
    comment: "The dApp's chain client is wagmi (viem).",
    severity: "error",
    from: { path: "^dapp/", pathNot: TEST },
    to: { path: npm("ethers") },
  },
  {
    name: "viem-and-wagmi-only-in-dapp",
    comment: "Everywhere else the chain client is ethers.",
    severity: "error",
    from: { pathNot: "^dapp/" },
    to: { path: npm("viem|wagmi|@wagmi") },
  },
  {
    name: "no-undeclared-package",
    comment: "A package that is not in the room's package.json works by luck of hoisting.",
    severity: "error",
    from: { pathNot: "^subgraph/" },
    to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
  },
  {
    name: "no-development-package-in-product",
    comment: "Compilers and test tools are not there where the product runs.",
    severity: "error",
    from: { path: `^(${ROOMS})/src/`, pathNot: TEST },
    to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["npm", "type-only"] },
  },
  {
    name: "no-unresolvable",
    comment: "A module that is not there.",
    severity: "error",
    from: { pathNot: "^subgraph/" },
    to: { couldNotResolve: true },
  },
];

const general = [
  {
    name: "no-circular",
    comment: "A circle has no order to load in. Types are gone by then, so circles of types only are fine.",
    severity: "error",
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
  },
  {
    name: "no-test-code-in-product",
    comment:
      "Tests, fixtures and seedable randomness stay out of what runs. (contracts/gas measures with the fixtures.)",
    severity: "error",
    from: { pathNot: [TEST, "^contracts/gas/"] },
    to: { path: TEST },
  },
  {
    name: "peers-are-never-imported",
    comment: "bench/peers installs other people's software; it is run, not imported.",
    severity: "error",
    from: { pathNot: "^bench/peers/" },
    to: { path: "^bench/peers/" },
  },
];

export default {
  forbidden: [...rooms, ...purity, ...layers, ...packages, ...general],
  options: {
    doNotFollow: { path: "(^|/)node_modules/" },
    exclude: { path: "(^|/)(artifacts|cache|dist|coverage|\\.symbolon)/|^subgraph/(build|generated)/" },
    /** Type-only imports count: a type shared past a boundary couples as much as a value. */
    tsPreCompilationDeps: true,
    /** A room's packages are its own and the root's; otherwise every root tool would look undeclared. */
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
