/**
 * What a writer makes: bytes or text, whole or in pieces. Large grids come in pieces, each of which may be written
 * and forgotten before the next one is made, so that a file never has to fit into memory. Text is UTF-8.
 */
export type Piece = Uint8Array | string;
export type Content = Piece | Iterable<Piece> | AsyncIterable<Piece>;

/** The pieces of a content, one after the other. */
export function piecesOf(content: Content): Iterable<Piece> | AsyncIterable<Piece> {
  return typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
}

export function bytesOf(piece: Piece): Uint8Array {
  return typeof piece === 'string' ? Buffer.from(piece) : piece;
}

/** What a writer makes of a format that is a folder: its files, by their paths in it with `/` between names. */
export interface FolderContent {
  readonly files: () => Iterable<readonly [path: string, content: Piece]>;
}

export const isFolderContent = (content: Content | FolderContent): content is FolderContent =>
  typeof content === 'object' && 'files' in content;
