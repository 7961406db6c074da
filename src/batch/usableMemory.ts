import { totalmem } from 'node:os';

/** The rest is for what runs beside it, and for estimates that are too low. */
const share = 0.6;

/**
 * Bytes that work which can be divided may take: of what this process is allowed, or of what there is where nobody limits it
 * (which some systems tell as a number beyond all memory).
 */
export const usableMemory = (
  allowed: number | undefined = process.constrainedMemory(),
  total: number = totalmem(),
): number => share * Math.min(total, allowed || total);
