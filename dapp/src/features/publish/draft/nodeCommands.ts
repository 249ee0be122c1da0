/** The commands that start the node, for the folder with the files. Secrets are named, not filled in. */
export function nodeCommands({
  hasBook,
  rpcUrl,
}: {
  readonly hasBook: boolean;
  readonly rpcUrl: string | null;
}): string {
  return [
    `mkdir -p state && mv listing.json${hasBook ? " consents.json" : ""} state/ && chmod 600 state/*`,
    "PROVIDER_CONFIG=provider.json STATE_DIR=state \\",
    "SYMBOLON_DEPLOYMENT=deployment.json \\",
    `RPC_URL=${rpcUrl ?? "https://your-chain-node.example"} \\`,
    "IPFS_API_URL=http://127.0.0.1:5001 \\",
    "PRIVATE_KEY=$(cat account.key) \\",
    "node synth-worker/src/jobs/provider/main.ts",
  ].join("\n");
}
