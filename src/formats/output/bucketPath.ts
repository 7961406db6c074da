/** An object of an S3-compatible store: `s3://bucket/key`. */
export const isBucketPath = (path: string): boolean => /^s3:\/\//i.test(path);

/** Bucket and key of such a path; undefined where one of them is missing. */
export function bucketPlace(path: string): { readonly bucket: string; readonly key: string } | undefined {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/+(.+)$/i.exec(path) ?? [];
  return bucket !== undefined && key !== undefined ? { bucket, key } : undefined;
}
