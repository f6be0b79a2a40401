import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createMailReader, createSmtpCatcher } from './mail-catcher.js';
import { MailStore } from './mail-store.js';
import { stopOnSignal } from '../process/stop-on-signal.js';

/** Process entry of the mail catcher. Environment: PORT (HTTP), SMTP_PORT, VERMILION_HOME. */
const folder = join(process.env['VERMILION_HOME'] as string, 'mail');
await mkdir(folder, { recursive: true, mode: 0o700 });
const store = await MailStore.open(join(folder, 'messages.jsonl'));
const smtp = createSmtpCatcher(store);
const reader = createMailReader(store);
smtp.listen(Number(process.env['SMTP_PORT']), '127.0.0.1');
reader.listen(Number(process.env['PORT']), '127.0.0.1');
stopOnSignal(() => {
  smtp.close(() => void store.close());
  reader.close();
  reader.closeAllConnections();
});
