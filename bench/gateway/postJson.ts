import { Agent, request } from "node:http";

/** Sends JSON texts to one URL over connections that are kept; throws Error for another status than 200 or an answer with errors. */
export type Poster = { post(body: string): Promise<number>; close(): void };

/** A Poster of at most `connections` requests at a time. `post` gives the bytes of the answer. */
export function createPoster(url: string, connections: number): Poster {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const headers = { "content-type": "application/json" };
  return {
    post: (body) =>
      new Promise((resolve, reject) => {
        const sent = request(url, { method: "POST", agent, headers }, (response) => {
          let bytes = 0;
          let start = "";
          let hasErrors = false;
          response.on("data", (chunk: Buffer) => {
            if (bytes === 0) start = chunk.toString("utf8", 0, 200);
            hasErrors ||= chunk.includes('"errors":[');
            bytes += chunk.length;
          });
          response.on("end", () => {
            if (response.statusCode === 200 && !hasErrors) resolve(bytes);
            else reject(new Error(`status ${response.statusCode}: ${start}`));
          });
          response.on("error", reject);
        });
        sent.on("error", reject);
        sent.end(body);
      }),
    close: () => agent.destroy(),
  };
}
