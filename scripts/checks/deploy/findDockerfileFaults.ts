import { existsSync } from "node:fs";
import { join } from "node:path";
import { imageFault } from "./imageFault.ts";
import { isSecretName } from "./isSecretName.ts";

/**
 * What is wrong with a Dockerfile: base images without a version, a last stage that runs as root or has no health check, files that are copied and do not
 * exist, secrets. It is not built here, so that it builds is not checked.
 */
export function findDockerfileFaults(root: string, text: string): string[] {
  const lines = text
    .replaceAll(/\\\n/g, " ")
    .split("\n")
    .filter((line) => /^[A-Z]+ /.test(line));
  const faults: string[] = [];
  const stages = new Set<string>();
  let user = "root";
  let hasHealthcheck = false;
  for (const line of lines) {
    const [instruction = "", ...words] = line.trim().split(/\s+/);
    if (instruction === "FROM") {
      const [image = "", , stage] = words;
      const fault = stages.has(image) ? null : imageFault(image);
      if (fault !== null) faults.push(fault);
      if (stage !== undefined) stages.add(stage);
      user = "root";
      hasHealthcheck = false;
    } else if (instruction === "USER") user = words[0] ?? "root";
    else if (instruction === "HEALTHCHECK") hasHealthcheck = words[0] !== "NONE";
    else if (instruction === "ADD") faults.push("ADD: use COPY");
    else if (instruction === "COPY") {
      const from = words.find((word) => word.startsWith("--from="))?.slice("--from=".length);
      if (from !== undefined && !stages.has(from)) faults.push(`copies from ${from}, which is no stage`);
      const sources = from === undefined ? words.filter((word) => !word.startsWith("--")).slice(0, -1) : [];
      for (const source of sources)
        if (!existsSync(join(root, source))) faults.push(`copies ${source}, which does not exist`);
    } else if (instruction === "ENV" || instruction === "ARG")
      for (const word of words)
        if (isSecretName(word.split("=")[0]!))
          faults.push(`${instruction} ${word.split("=")[0]} is a secret`);
  }
  if (user === "root" || user === "0") faults.push("runs as root");
  if (!hasHealthcheck) faults.push("no health check");
  return faults;
}
