import { OutputError } from '../../model/errors.js';

type SystemError = Error & { readonly code: string; readonly syscall: string };

const isSystemError = (error: unknown): error is SystemError =>
  error instanceof Error && 'code' in error && 'syscall' in error;

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be larger than is allowed here',
  EACCES: 'permission denied',
  EPERM: 'the operation is not permitted',
  EROFS: 'the file system is read-only',
  EISDIR: 'it is a folder; give the name of a file',
  ENOENT: 'its folder does not exist; create it first',
  ENOTDIR: 'a part of its path is not a folder',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its symbolic links go round in a circle',
  ESPIPE: 'so large a grid is written block by block, which takes a file on a disk',
  EMFILE: 'too many files are open',
  EEXIST: 'it exists already',
};

/**
 * What to throw when writing `path` failed with `error`: an OutputError of one line for a failure of the system
 * (full disk, no permission, …), and every other error, such as one from the writer of a format, as it is.
 */
export function outputFailure(path: string, error: unknown): unknown {
  if (!isSystemError(error)) return error;
  const reason = reasons[error.code] ?? error.message;
  return new OutputError(`Cannot write ${path}: ${reason}.`, path, {
    cause: error,
    ...(error.code === 'EEXIST' && { code: 'exists', settings: ['force'] }),
  });
}
