import { RecoveryError } from '../../model/errors.js';

/** A plot area in which no order of colours can be found. */
export const noColours = (): RecoveryError =>
  new RecoveryError('the plot area has one colour only: there is no order to find in it', 'locus');
