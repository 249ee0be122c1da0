import { readOptions, USAGE } from "./mutation/options.ts";
import { runMutation } from "./mutation/runMutation.ts";

const options = readOptions(process.argv.slice(2));
if (options === null) console.log(USAGE);
else process.exitCode = (await runMutation(options)) ? 0 : 1;
