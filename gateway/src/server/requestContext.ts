import { AsyncLocalStorage } from "node:async_hooks";

/** Number of the HTTP request that the running code belongs to; in every log line, error and `x-request-id` header. */
export const requestContext = new AsyncLocalStorage<{ readonly requestId: string }>();
