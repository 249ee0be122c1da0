import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, normalize, resolve, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { evaluationStyle, SymbolonError } from "@symbolon/protocol";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/**
 * What a page of the app may load: its own files, and the style of an embedded evaluation by its hash. No inline script or style. Nodes of a job and the RPC are
 * wherever chain and deployment say, so requests go to any https origin, and on a developer's machine to its own ports.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  `style-src 'self' 'sha256-${createHash("sha256").update(evaluationStyle).digest("base64")}'`,
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "frame-src 'self'",
  "connect-src 'self' https: wss: http://127.0.0.1:* http://localhost:*",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Answers GET and HEAD for a path, or throws E9006. */
export type StaticFiles = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>;

/**
 * Serves a built single-page app from `folder`: a file where there is one, index.html for every other path without an extension (the app has
 * its own routes). Hashed files below /assets/ may be kept for a year, everything else is asked for again. Nothing outside the folder
 * is reachable, and dot files are not served.
 */
export function staticFiles(folder: string): StaticFiles {
  const root = resolve(folder);
  return async (request, response, path) => {
    const missing = () => new SymbolonError("E9006", { what: path.slice(0, 100) });
    const name = decoded(path);
    if (name === null || name.includes("\0") || name.split("/").some((part) => part.startsWith(".")))
      throw missing();
    let file = join(root, normalize(name));
    if (file !== root && !file.startsWith(root + sep)) throw missing();
    let size = await fileSize(file);
    if (size === null && extname(name) === "") {
      file = join(root, "index.html");
      size = await fileSize(file);
    }
    if (size === null) throw missing();
    response.writeHead(200, {
      "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
      "Content-Length": size,
      "Cache-Control": name.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
      "Content-Security-Policy": POLICY,
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
      "X-Frame-Options": "DENY",
    });
    if (request.method === "HEAD") response.end();
    else await pipeline(createReadStream(file), response).catch(() => response.destroy());
  };
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

async function fileSize(path: string): Promise<number | null> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : null;
  } catch {
    return null;
  }
}
