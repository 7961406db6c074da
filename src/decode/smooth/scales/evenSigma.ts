/**
 * Standard error of the middle of a level. An even error has 58 % within its deviation of .289 and all within twice that;
 * a fifteenth more, for the borders between levels are not known exactly either, makes it 62 %.
 */
export const evenSigma = 0.31;
