import { readGatewayEnvironment } from "./environment.ts";
import { createLogger } from "./process/createLogger.ts";
import { runProcess } from "./process/runProcess.ts";
import { startGateway } from "./startGateway.ts";

const log = createLogger("gateway");

await runProcess(log, async () => startGateway(readGatewayEnvironment(), log));
