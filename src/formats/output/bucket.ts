import { AwsClient } from 'aws4fetch';
import { OutputError } from '../../model/errors.js';
import { bucketPlace } from './bucketPath.js';
import { bytesOf, type Content, piecesOf } from './content.js';
import { systemError } from './system.js';

/** A request that fails on the server's side is made so often again, at growing intervals. */
const retries = 4;

/** Where requests go, and who signs them: by the variables that all programs for such stores go by. */
function store() {
  const { env } = process;
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (!accessKeyId || !secretAccessKey) return undefined;
  const region = env.AWS_REGION || env.AWS_DEFAULT_REGION || 'us-east-1';
  const sessionToken = env.AWS_SESSION_TOKEN;
  const endpoint = env.AWS_ENDPOINT_URL_S3 || env.AWS_ENDPOINT_URL;
  const client = new AwsClient({
    ...{ accessKeyId, secretAccessKey, region, service: 's3', retries },
    ...(sessionToken && { sessionToken }),
  });
  const bucketAddress = (bucket: string): string =>
    endpoint
      ? `${endpoint.replace(/\/+$/, '')}/${bucket}`
      : // The certificate is of one label below the service's name.
        bucket.includes('.')
        ? `https://s3.${region}.amazonaws.com/${bucket}`
        : `https://${bucket}.s3.${region}.amazonaws.com`;
  return { client, bucketAddress };
}

async function request(path: string, init: RequestInit): Promise<Response> {
  const place = bucketPlace(path);
  if (!place) throw failure(path, 'expected s3://bucket/name');
  const { client, bucketAddress } =
    store() ?? fail(path, 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set');
  const key = place.key.split('/').map(encodeURIComponent).join('/');
  try {
    return await client.fetch(`${bucketAddress(place.bucket)}/${key}`, init);
  } catch (cause) {
    const { message, cause: deeper } = cause as Error;
    throw failure(path, deeper instanceof Error ? deeper.message : message, cause);
  }
}

const failure = (path: string, reason: string, cause?: unknown): OutputError =>
  new OutputError(`Cannot write ${path}: ${reason}.`, path, { cause });

function fail(path: string, reason: string): never {
  throw failure(path, reason);
}

/** What a store says of a request that it refuses, in a few words. */
async function refusal(answer: Response): Promise<string> {
  const text = await answer.text().catch(() => '');
  const [, code] = /<Code>([^<]{1,80})<\/Code>/.exec(text) ?? [];
  return `the store answers ${answer.status}${code ? ` (${code})` : ''}`;
}

/** Whether an object is there. */
export async function hasObject(path: string): Promise<boolean> {
  const answer = await request(path, { method: 'HEAD' });
  if (answer.status !== 404 && !answer.ok) throw failure(path, await refusal(answer));
  return answer.ok;
}

/** An object's text; undefined where there is none. */
export async function objectText(path: string): Promise<string | undefined> {
  const answer = await request(path, { method: 'GET' });
  if (answer.ok) return answer.text();
  if (answer.status === 404) return undefined;
  throw failure(path, await refusal(answer));
}

/**
 * Writes an object by one request: others see all of it, or none. Without `force` one that is there is refused, by the
 * store itself where it knows conditional requests.
 *
 * @throws OutputError; a failure of the system with EEXIST where the name is taken
 */
export async function putObject(path: string, content: Content, force: boolean): Promise<void> {
  const pieces: Uint8Array[] = [];
  // Writers may use a piece again once the next is asked for.
  for await (const piece of piecesOf(content)) pieces.push(bytesOf(piece).slice());
  const body = Buffer.concat(pieces);
  const headers = { 'content-type': 'application/octet-stream', ...(!force && { 'if-none-match': '*' }) };
  const answer = await request(path, { method: 'PUT', body, headers });
  if (answer.status === 412) throw systemError('EEXIST');
  if (!answer.ok) throw failure(path, await refusal(answer));
}

export async function removeObject(path: string): Promise<void> {
  const answer = await request(path, { method: 'DELETE' });
  if (!answer.ok && answer.status !== 404) throw failure(path, await refusal(answer));
}
