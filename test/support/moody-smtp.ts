import { SMTPServer } from 'smtp-server';

/** How a mail server answers to a recipient. */
export type Mood = 'takes' | 'slow' | 'never' | 'later' | 'silent';

/** How long a slow one thinks about a recipient, in ms. */
const SLOW_MS = 50;

/** A mail server whose answer depends on the recipient, and that keeps what it has taken. */
export class MoodySmtp {
  /** `recipient Message-ID`, in the order in which they were taken. */
  readonly taken: string[] = [];
  private server: SMTPServer | null = null;

  constructor(
    private readonly port: number,
    private readonly moodFor: (recipient: string) => Mood,
  ) {}

  async open(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      onRcptTo: ({ address }, _session, done) => {
        const mood = this.moodFor(address);
        if (mood === 'silent') return;
        if (mood === 'slow') return void setTimeout(done, SLOW_MS, null);
        done(mood === 'takes' ? null : Object.assign(new Error('no'), { responseCode: mood === 'later' ? 451 : 550 }));
      },
      onData: (stream, { envelope }, done) => {
        let text = '';
        stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
        stream.on('end', () => {
          const id = /^Message-ID: (\S+)/im.exec(text)?.[1] ?? '';
          this.taken.push(...envelope.rcptTo.map(({ address }) => `${address} ${id}`));
          done();
        });
      },
    });
    // A client that is killed, or gives up, ends its connection in the middle.
    server.on('error', () => undefined);
    this.server = server;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
  }

  /** Message-IDs that were taken for a recipient: where they first came, in order. */
  arrivals(recipient: string): string[] {
    const ids = this.taken.filter((one) => one.startsWith(`${recipient} `)).map((one) => one.split(' ')[1] ?? '');
    return [...new Set(ids)];
  }

  async close(): Promise<void> {
    const { server } = this;
    if (server) await new Promise<void>((resolve) => server.close(resolve));
  }
}
