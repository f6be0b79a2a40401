import { Client } from 'undici';

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

type Sent = Omit<RawRequest, 'url' | 'body'> & { readonly method: 'GET' | 'POST'; readonly body?: string };

/** A client with one connection to each server, which stays open. */
export class KeepAliveClient {
  private readonly lines = new Map<string, Client>();

  /** Sends a POST with a JSON body and reads the whole answer. @throws when there is none. */
  post({ url, headers, body }: RawRequest): Promise<RawReply> {
    return this.send(url, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body });
  }

  /** Sends a GET and reads the whole answer. @throws when there is none, or it is no success */
  async get(url: string, headers: RawRequest['headers']): Promise<string> {
    const { status, text } = await this.send(url, { method: 'GET', headers });
    if (status !== 200) throw new Error(`${url} answers ${status} ${text.slice(0, 200)}`);
    return text;
  }

  private async send(url: string, sent: Sent): Promise<RawReply> {
    const { origin, pathname, search } = new URL(url);
    const line = this.lines.get(origin) ?? new Client(origin);
    this.lines.set(origin, line);
    const { statusCode, body } = await line.request({ ...sent, path: `${pathname}${search}` });
    return { status: statusCode, text: await body.text() };
  }

  close(): void {
    for (const line of this.lines.values()) void line.destroy();
  }
}
