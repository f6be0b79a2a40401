import { createServer } from 'node:http';
import { demoUsers } from './demo-users.js';
import { oidcKeys } from './oidc-keys.js';
import { createOidcProvider } from './oidc-provider.js';
import { stopOnSignal } from '../process/stop-on-signal.js';

/** Process entry of the demonstration identity provider. Environment: PORT, VERMILION_HOME. */
const port = Number(process.env['PORT']);
const home = process.env['VERMILION_HOME'] as string;
const provider = createOidcProvider(`http://127.0.0.1:${port}`, await oidcKeys(home), demoUsers());
const handle = provider.callback();
const server = createServer((request, response) => void handle(request, response));
server.listen(port, '127.0.0.1');
stopOnSignal(() => {
  server.close();
  server.closeAllConnections();
});
