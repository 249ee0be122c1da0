import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { imageFault } from "./imageFault.ts";
import { isSecretName } from "./isSecretName.ts";
import { knownVariables } from "./knownVariables.ts";

type Service = Readonly<Record<string, unknown>>;

const TOP_LEVEL = new Set(["name", "services", "volumes", "networks", "secrets", "configs"]);
/** What a service of ours may say (Compose Specification, "Services top-level elements"); anything else is a slip, or asks for a second look. */
const SERVICE_KEYS = new Set(
  `build cap_add cap_drop command depends_on deploy environment expose healthcheck image init logging networks ports
   profiles read_only restart secrets security_opt stop_grace_period tmpfs user volumes working_dir`.split(
    /\s+/,
  ),
);
const CONDITIONS = new Set(["service_started", "service_healthy", "service_completed_successfully"]);
const LOOPBACK = /^(127\.0\.0\.1|\[::1\]|\$\{\w+:-127\.0\.0\.1\}):/;

/**
 * What is wrong with a compose file: YAML, unknown words, images without a version, services without a health check, more rights than needed, ports
 * open to the world, secrets written down, references to nothing, variables that the process does not read. `variables` are the names of the example
 * environment. Compose itself is not run: quoting of nested variables and the merge with other files are not checked.
 */
export async function findComposeFaults(
  root: string,
  text: string,
  variables: ReadonlySet<string>,
): Promise<string[]> {
  const document = parseDocument(text, { merge: true });
  if (document.errors.length > 0) return document.errors.map(({ message }) => message);
  const file = document.toJS() as Record<string, unknown>;
  const services = (file.services ?? {}) as Record<string, Service>;
  const volumes = Object.keys((file.volumes ?? {}) as object);
  const faults = Object.keys(file)
    .filter((key) => !TOP_LEVEL.has(key) && !key.startsWith("x-"))
    .map((key) => `unknown top-level ${key}`);
  if (Object.keys(services).length === 0) faults.push("no services");
  for (const [name, service] of Object.entries(services)) {
    const found = [
      ...rightsFaults(service),
      ...portFaults(service),
      ...referenceFaults(service, Object.keys(services), volumes),
      ...(await environmentFaults(root, service)),
    ];
    for (const key of Object.keys(service)) if (!SERVICE_KEYS.has(key)) found.push(`unknown key ${key}`);
    const image = String(service.image ?? "").replace(/^\$\{\w+:-(.*)\}$/, "$1");
    const fault = imageFault(image);
    if (fault !== null) found.push(fault);
    if ((service.healthcheck as { test?: unknown } | undefined)?.test === undefined)
      found.push("no health check");
    if (service.restart === undefined) found.push("no restart policy");
    faults.push(...found.map((what) => `service ${name}: ${what}`));
  }
  const used = new Set([...text.matchAll(/(?<!\$)\$\{(\w+)/g)].map(([, name]) => name!));
  for (const name of variables) if (!used.has(name)) faults.push(`the example's ${name} is not used`);
  for (const [, name] of text.matchAll(/\$\{(\w+):\?/g))
    if (!variables.has(name!)) faults.push(`${name} is required and not in the example`);
  return [...new Set(faults)];
}

function rightsFaults(service: Service): string[] {
  const faults: string[] = [];
  if (service.privileged === true) faults.push("privileged");
  if (!(service.cap_drop as unknown[] | undefined)?.includes("ALL")) faults.push("cap_drop is not [ALL]");
  if (!(service.security_opt as unknown[] | undefined)?.includes("no-new-privileges:true"))
    faults.push("security_opt has no no-new-privileges:true");
  if (service.read_only !== true) faults.push("read_only is not true");
  for (const key of ["network_mode", "pid", "ipc"]) if (service[key] === "host") faults.push(`${key}: host`);
  for (const volume of (service.volumes as string[] | undefined) ?? [])
    if (String(volume).includes("docker.sock")) faults.push("mounts the Docker socket");
  return faults;
}

function portFaults(service: Service): string[] {
  return ((service.ports as unknown[] | undefined) ?? [])
    .filter((port) => typeof port !== "string" || !LOOPBACK.test(port))
    .map((port) => `port ${JSON.stringify(port)} is not on loopback by default`);
}

function referenceFaults(
  service: Service,
  services: readonly string[],
  volumes: readonly string[],
): string[] {
  const faults: string[] = [];
  const needed = (service.depends_on ?? {}) as Record<string, { condition?: string }>;
  for (const [name, { condition }] of Object.entries(needed)) {
    if (!services.includes(name)) faults.push(`depends on ${name}, which is no service`);
    if (!CONDITIONS.has(condition ?? "")) faults.push(`waits for ${name} to be ${condition}`);
  }
  for (const volume of (service.volumes as string[] | undefined) ?? []) {
    const source = volume.split(":")[0]!;
    if (/^[a-z]/.test(source) && !volumes.includes(source)) faults.push(`volume ${source} is not declared`);
  }
  return faults;
}

async function environmentFaults(root: string, service: Service): Promise<string[]> {
  const faults: string[] = [];
  const environment = (service.environment ?? {}) as Record<string, unknown>;
  for (const [name, value] of Object.entries(environment)) {
    const text = String(value ?? "");
    if (isSecretName(name) && !/^\$\{\w+(:[?-][^}]*)?\}$/.test(text)) faults.push(`${name} is written down`);
    if (isSecretName(name) && /:-[^}]/.test(text)) faults.push(`${name} has a default`);
    if (/:\/\/[^:/\s]+:(?!\$\{)[^@\s]+@/.test(text)) faults.push(`${name} has a password in it`);
  }
  const command = (service.command as string[] | undefined) ?? null;
  if (command?.[0] === "node" && !existsSync(join(root, command[1] ?? "")))
    faults.push(`${command[1]} does not exist`);
  const isOurs = service.build !== undefined || command?.[0] === "node";
  const known = isOurs ? await knownVariables(root, command) : null;
  if (known !== null)
    for (const name of Object.keys(environment)) if (!known.has(name)) faults.push(`nothing reads ${name}`);
  return faults;
}
