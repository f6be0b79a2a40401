import { stopOnSignal } from '../process/stop-on-signal.js';
import { frontDoor } from './front-door.js';

/** Process entry of the door before several APIs. Environment: PORT, BEHIND (ports, separated by commas). */
const behind = (process.env['BEHIND'] ?? '').split(',').map(Number);
const server = frontDoor(behind);
server.requestTimeout = 0;
server.listen(Number(process.env['PORT']), '127.0.0.1');
stopOnSignal(() => {
  server.close();
  server.closeAllConnections();
});
