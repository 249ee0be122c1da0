import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { repositoryRoot } from "./repositoryRoot.ts";

const USAGE = `npm run subgraph:deploy -- --deployment FILE --network NAME --node URL --ipfs URL [--name NAME] [--label TEXT]
  Builds the subgraph for a deployment of the contracts and deploys it to a Graph Node.
  --deployment FILE  addresses and start block, as SYMBOLON_DEPLOYMENT has them
  --network NAME     what the Graph Node calls the chain, e.g. sepolia
  --node URL         its administration address, e.g. http://127.0.0.1:8020
  --ipfs URL         the IPFS RPC address that the node reads from, e.g. http://127.0.0.1:5001
  --name NAME        the subgraph's name there (default symbolon)
  --label TEXT       version label (default: the time)
  GRAPH_ACCESS_TOKEN is sent to the node, IPFS_API_TOKEN (Bearer) to the IPFS address, if they are set.
  Then start the hub with GRAPH_NODE_URL: docs/OPERATIONS.md.`;

/**
 * Builds the mappings for one deployment and registers them at a Graph Node with graph-cli: the same sources and events that the embedded indexer runs.
 * Exit code 0: deployed; 1: a step failed, its output tells; 2: wrong usage.
 */
function deploySubgraph(): number {
  const { values } = parseArgs({
    options: {
      deployment: { type: "string" },
      network: { type: "string" },
      node: { type: "string" },
      ipfs: { type: "string" },
      name: { type: "string", default: "symbolon" },
      label: { type: "string", default: `v${new Date().toISOString().replace(/[:.]/g, "-")}` },
      help: { type: "boolean", default: false },
    },
  });
  const { deployment, network, node, ipfs, name, label } = values;
  if (values.help || !deployment || !network || !node || !ipfs || !/^[\w-]+$/.test(network)) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const { GRAPH_ACCESS_TOKEN: access, IPFS_API_TOKEN: ipfsToken } = process.env;
  const manifest = `subgraph.${network}.yaml`;
  const output = join(repositoryRoot, ".symbolon", "subgraph", network);
  const generate = [
    "scripts/generate/subgraph.ts",
    "--deployment",
    resolve(deployment),
    "--network",
    network,
  ];
  const graph = join("node_modules", "@graphprotocol", "graph-cli", "bin", "run.js");
  const atNode = ["--node", node, ...(access ? ["--access-token", access] : [])];
  const headers = ipfsToken ? ["--headers", JSON.stringify({ authorization: `Bearer ${ipfsToken}` })] : [];
  const target = ["--ipfs", ipfs, "--version-label", label, "--output-dir", output, ...headers];
  return (
    run("", generate) ||
    run("subgraph", [graph, "codegen", manifest]) ||
    // A name that is there already is no fault: the deployment below is a new version of it.
    run("subgraph", [graph, "create", name, ...atNode], true) ||
    run("subgraph", [graph, "deploy", name, manifest, ...atNode, ...target])
  );
}

/** Runs a script of the repository in one of its rooms; gives its exit code, 0 where failing is allowed. */
function run(room: string, [script, ...args]: readonly string[], mayFail = false): number {
  const { status } = spawnSync(process.execPath, [join(repositoryRoot, script!), ...args], {
    cwd: join(repositoryRoot, room),
    stdio: "inherit",
  });
  return mayFail ? 0 : (status ?? 1);
}

process.exitCode = deploySubgraph();
