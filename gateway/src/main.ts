import pino from "pino";
import { readGatewayEnvironment } from "./environment.ts";
import { runProcess } from "./process/runProcess.ts";
import { startGateway } from "./startGateway.ts";

const log = pino({ name: "gateway" }, pino.destination(2));

await runProcess(log, async () => startGateway(readGatewayEnvironment(), log));
