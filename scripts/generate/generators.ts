/** A script that writes committed files, and the files or folders it owns. */
export type Generator = { readonly script: string; readonly outputs: readonly string[] };

/** In the order they must run: the subgraph's ABIs are made from protocol's. */
export const generators: readonly Generator[] = [
  { script: "scripts/generate/abis.ts", outputs: ["protocol/src/generated/abi"] },
  { script: "scripts/generate/subgraph.ts", outputs: ["subgraph/abis", "subgraph/subgraph.yaml"] },
  { script: "scripts/generate/contractSurface.ts", outputs: ["contracts/generated/surface.json"] },
  { script: "scripts/generate/errorsDoc.ts", outputs: ["docs/errors.md"] },
  { script: "scripts/generate/shapes.ts", outputs: ["protocol/src/generated/shapes"] },
];
