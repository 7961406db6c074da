import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A store of objects on loopback that answers as S3 does, as far as results need it. */
export interface ObjectStore {
  readonly address: string;
  /** By bucket and key. */
  readonly objects: Map<string, Buffer>;
  /** Methods and paths of the requests that came, and their `authorization`. */
  readonly requests: { readonly what: string; readonly authorization: string }[];
  /** Requests that are to be answered with 503 before others are served. */
  failures: number;
  close(): void;
}

export async function startObjectStore(): Promise<ObjectStore> {
  const objects = new Map<string, Buffer>();
  const requests: ObjectStore['requests'][number][] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const name = decodeURIComponent(url.slice(1));
      requests.push({ what: `${method} ${name}`, authorization: headers.authorization ?? '' });
      const answer = (status: number, body: string | Buffer = ''): void => {
        response.writeHead(status).end(method === 'HEAD' ? undefined : body);
      };
      if (store.failures-- > 0) return answer(503);
      if (!headers.authorization?.startsWith('AWS4-HMAC-SHA256 Credential=key/'))
        return answer(403, '<Error><Code>AccessDenied</Code></Error>');
      const found = objects.get(name);
      if (method === 'PUT') {
        if (found && headers['if-none-match'] === '*') return answer(412);
        objects.set(name, Buffer.concat(chunks));
        return answer(200);
      }
      if (method === 'DELETE') objects.delete(name);
      if (method === 'DELETE') return answer(204);
      return found ? answer(200, found) : answer(404, '<Error><Code>NoSuchKey</Code></Error>');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const store: ObjectStore = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    requests,
    failures: 0,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  return store;
}

/** How programs are told of it. */
export const environmentOf = ({ address }: ObjectStore): Record<string, string> => ({
  AWS_ACCESS_KEY_ID: 'key',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_REGION: 'eu-north-1',
  AWS_ENDPOINT_URL_S3: address,
});
