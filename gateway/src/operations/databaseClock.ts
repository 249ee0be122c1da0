/** SQL of the database's clock in unix milliseconds, the one clock that replicas share; it moves on within a transaction. */
export const DATABASE_CLOCK_MS = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";
