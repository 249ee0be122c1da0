import { conversionFunctions } from "./conversionFunctions.ts";
import { environmentFunctions } from "./environmentFunctions.ts";
import { ethereumFunctions } from "./ethereumFunctions.ts";
import type { HostContext, HostFunctions } from "./HostContext.ts";
import { jsonFunctions } from "./jsonFunctions.ts";
import { numberFunctions } from "./numberFunctions.ts";
import { storeFunctions } from "./storeFunctions.ts";
import { yamlFunctions } from "./yamlFunctions.ts";

/** The import object of a mapping: every function it names, by field name, whatever module it names it in. */
export function createImports(module: WebAssembly.Module, context: HostContext): WebAssembly.Imports {
  const functions: HostFunctions = {
    ...environmentFunctions(context),
    ...storeFunctions(context),
    ...numberFunctions(context),
    ...conversionFunctions(context),
    ...ethereumFunctions(context),
    ...jsonFunctions(context),
    ...yamlFunctions(context),
  };
  const imports: Record<string, Record<string, WebAssembly.ImportValue>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] ??= {};
    imports[from][name] = (functions[name] ?? missing(name)) as WebAssembly.ImportValue;
  }
  return imports;
}

/** A mapping may import what it never calls; calling it says what is missing. */
function missing(name: string): () => never {
  return () => {
    throw new Error(
      `this indexer has no host function ${name} (dynamic data sources, ipfs.map and ens need Graph Node)`,
    );
  };
}
