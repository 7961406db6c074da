/** Whether bytes are those of a PDF: its mark stands in the first kilobyte, behind whatever a mail program put there. */
export function isPdf(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, 1024)).includes('%PDF-');
}
