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
    const length = String(Buffer.byteLength(body));
    return this.send('POST', url, { ...headers, 'content-type': 'application/json', 'content-length': length }, body);
  }

  /** Sends a GET and reads the whole answer. @throws when there is none, or it is no success */
  async get(url: string, headers: RawRequest['headers']): Promise<string> {
    const { status, text } = await this.send('GET', url, headers);
    if (status !== 200) throw new Error(`${url} answers ${status} ${text.slice(0, 200)}`);
    return text;
  }

  private send(method: string, url: string, headers: RawRequest['headers'], body?: string): Promise<RawReply> {
    return new Promise((resolve, reject) => {
      const sent = request(url, { agent: this.agent, method, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.once('error', reject);
        response.once('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
        );
      });
      sent.once('error', reject);
      sent.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
