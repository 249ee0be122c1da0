import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

const COPIED = ["contracts", "package.json", "tsconfig.json"];

/** How the copy's Hardhat configuration differs from the repository's; the rest is the same, plugins included. */
export type ProjectSettings = {
  /** Laid over every compiler's settings. */
  readonly compiler: Readonly<Record<string, unknown>>;
  readonly fuzzRuns: number;
  readonly invariantRuns: number;
  readonly invariantDepth: number;
  /** Tries to make a failing invariant sequence shorter; without it Hardhat's own number, which takes long. */
  readonly shrinkRuns?: number;
  /** Gas of one Solidity test; without it Hardhat's own, which is practically endless. */
  readonly gasLimit?: number;
};

/**
 * Copies what a Hardhat project needs from `root` into `folder`, which must lie inside `root` so that packages are
 * found, and then writes `changed` files (path to text) over it. What an earlier run compiled stays, so that Hardhat
 * compiles only what differs.
 */
export async function copyProject(
  root: string,
  folder: string,
  settings: ProjectSettings,
  changed: ReadonlyMap<string, string>,
): Promise<void> {
  for (const name of COPIED) {
    await rm(join(folder, name), { recursive: true, force: true });
    await cp(join(root, name), join(folder, name), { recursive: true });
  }
  await cp(join(root, "hardhat.config.ts"), join(folder, "repository.config.ts"));
  await writeFile(join(folder, "hardhat.config.ts"), configuration(settings));
  for (const [path, text] of changed) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/**
 * The plugin stands before the repository's, whose hooks then build on the changed compilers. Of a run that compiles
 * tests it asks for the tests' code alone: Hardhat would have the contracts they import compiled once more, by the older
 * pipeline, for whose stack the changed ones are too deep.
 */
function configuration(settings: ProjectSettings): string {
  return `import base from "./repository.config.ts";

const settings = ${JSON.stringify(settings)};

const described = { "*": { "": ["ast"], "*": ["abi", "evm.methodIdentifiers"] } };
const noCode = { object: "", opcodes: "", sourceMap: "", linkReferences: {}, immutableReferences: {} };

const overrides = {
  id: "symbolon-project-copy",
  hookHandlers: {
    config: async () => ({
      default: async () => ({
        async resolveUserConfig(userConfig, resolveVariable, next) {
          const config = await next(userConfig, resolveVariable);
          for (const profile of Object.values(config.solidity.profiles))
            for (const compiler of [...profile.compilers, ...Object.values(profile.overrides)])
              Object.assign(compiler.settings, settings.compiler);
          for (const profile of Object.values(config.test.solidity.profiles)) {
            profile.fuzz = { ...profile.fuzz, runs: settings.fuzzRuns };
            if (settings.gasLimit !== undefined) profile.gasLimit = BigInt(settings.gasLimit);
            const { invariantRuns: runs, invariantDepth: depth } = settings;
            profile.invariant = { ...profile.invariant, runs, depth };
            if (settings.shrinkRuns !== undefined) profile.invariant.shrinkRunLimit = settings.shrinkRuns;
          }
          return config;
        },
      }),
    }),
    solidity: async () => ({
      default: async () => ({
        async invokeSolc(context, compiler, input, solcConfig, next) {
          const tests = Object.keys(input.sources).filter((name) => name.endsWith(".t.sol"));
          if (tests.length === 0) return await next(context, compiler, input, solcConfig);
          const outputSelection = Object.fromEntries(tests.map((name) => [name, input.settings.outputSelection["*"]]));
          const ask = (selection) => ({ ...input, settings: { ...input.settings, outputSelection: selection } });
          const code = await next(context, compiler, ask(outputSelection), solcConfig);
          // EDR wants every source and contract to be there; what was not asked for looks to it like an interface.
          const rest = await next(context, compiler, ask(described), solcConfig);
          for (const [source, contracts] of Object.entries(rest.contracts))
            for (const [name, contract] of Object.entries(contracts)) {
              Object.assign(contract.evm, { bytecode: noCode, deployedBytecode: noCode });
              code.contracts[source] ??= {};
              code.contracts[source][name] ??= contract;
            }
          return { ...code, sources: rest.sources };
        },
      }),
    }),
  },
};

export default { ...base, plugins: [overrides, ...(base.plugins ?? [])], coverage: { skipFiles: ["**"] } };
`;
}
