import { parseArgs } from "node:util";
import { SymbolonError } from "@symbolon/protocol";
import { mainFlow, type Outputs } from "./mainFlow.ts";
import { printer } from "./printer.ts";
import { type Stack, startStack } from "./startStack.ts";
import { StepError, Steps } from "./steps.ts";

const USAGE = `npm run demo [-- options]: the whole market on this machine, on real data
  --once        play the main flow, stop everything, exit 0 (non-zero names the failing step)
  --json        print one JSON object as the last line
  --port N      gateway and dApp port (default 4000, or a free one)`;

const { values } = parseArgs({
  options: {
    once: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    port: { type: "string" },
    help: { type: "boolean", short: "h", default: false },
  },
});

if (values.help) {
  console.log(USAGE);
} else {
  process.exitCode = await demo();
}

async function demo(): Promise<number> {
  const print = printer(values.json);
  let steps: Steps | null = null;
  let stack: Stack | null = null;
  let interrupted = false;
  let outputs: Outputs | null = null;
  const stop = async () => {
    await stack?.stop();
    stack = null;
  };
  const onSignal = () => {
    if (interrupted) process.exit(130);
    interrupted = true;
    print.line("\n  stopping …");
    void stop().then(() => process.exit(130));
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  const started = performance.now();
  print.line("\n  Symbolon: a health-data market on this machine\n");
  try {
    stack = await startStack({
      name: "demo",
      devWallet: !values.once,
      keepFolder: true,
      onStage: print.stage,
      ...(values.port === undefined ? {} : { port: Number(values.port) }),
    });
    if (stack.recovered) print.line("  an earlier run was killed; its folder was cleared");
    print.line(
      `  up in ${seconds(started)}: chain ${stack.rpcUrl}, IPFS ${stack.ipfsUrl}, gateway and dApp ${stack.gatewayUrl}`,
    );
    print.line(
      `  contracts deployed with ${stack.deployGas.toLocaleString("en")} gas, chain ${stack.deployment.chainId}\n`,
    );
    const flowStarted = performance.now();
    steps = new Steps(print.step, print.begin);
    outputs = await mainFlow(stack, steps);
    const flowMilliseconds = Math.round(performance.now() - flowStarted);
    print.line(`\n  main flow passed in ${(flowMilliseconds / 1000).toFixed(1)} s`);
    if (values.json) {
      const { gatewayUrl, deployGas } = stack;
      if (values.once) await stop();
      console.log(
        JSON.stringify({
          ok: true,
          steps: steps.list,
          outputs: { ...outputs, flowMilliseconds, deployGas: Number(deployGas), dapp: gatewayUrl },
        }),
      );
    }
    if (values.once) {
      await stop();
      return 0;
    }
    print.line(`\n  Browse the market:  ${stack.gatewayUrl}`);
    print.line(`  The synthetic file: ${outputs.file}`);
    print.line("  Ctrl-C stops everything.\n");
    await new Promise(() => {
      setInterval(() => {}, 1 << 30);
    });
    return 0;
  } catch (cause) {
    if (interrupted) return 130;
    const step = cause instanceof StepError ? cause.step : "start";
    const origin = cause instanceof StepError ? cause.cause : cause;
    const folder = stack?.folder;
    print.line(`\n  ✘ ${step}: ${origin instanceof Error ? origin.message : String(origin)}`);
    if (origin instanceof SymbolonError) print.line(`    ${origin.todo}`);
    if (folder !== undefined) print.line(`    logs: ${folder}/logs`);
    await stop().catch(() => {});
    if (values.json) {
      const error =
        origin instanceof SymbolonError
          ? origin.toJSON()
          : { what: origin instanceof Error ? origin.message : String(origin) };
      console.log(JSON.stringify({ ok: false, failed: step, error, steps: steps?.list ?? [], outputs }));
    }
    return 1;
  }
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
