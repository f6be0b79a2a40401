import { Agent, request } from 'node:http';

/** A request as a benchmark sends it: the body is made beforehand. */
export interface RawRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface RawReply {
  readonly status: number;
  readonly text: string;
}

/** A client with one connection that stays open. */
export class KeepAliveClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  /** Sends a POST with a JSON body and reads the whole answer. @throws when there is none. */
  post({ url, headers, body }: RawRequest): Promise<RawReply> {
    return new Promise((resolve, reject) => {
      const length = String(Buffer.byteLength(body));
      const sent = request(
        url,
        {
          agent: this.agent,
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json', 'content-length': length },
        },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.once('error', reject);
          response.once('end', () =>
            resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
          );
        },
      );
      sent.once('error', reject);
      sent.end(body);
    });
  }

  /** Sends a GET and reads the whole answer. @throws when there is none, or it is no success */
  get(url: string, headers: Readonly<Record<string, string>>): Promise<string> {
    return new Promise((resolve, reject) => {
      const sent = request(url, { agent: this.agent, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.once('error', reject);
        response.once('end', () => {
          const text = Buffer.concat(parts).toString();
          if (response.statusCode === 200) resolve(text);
          else reject(new Error(`${url} answers ${response.statusCode} ${text.slice(0, 200)}`));
        });
      });
      sent.once('error', reject);
      sent.end();
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
