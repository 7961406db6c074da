import type { Warning } from '../../model/warning.js';

/** What to say of a colour profile, by its name. */
export const profileIgnored = (profile: string): Warning => ({
  code: 'profile-ignored',
  message: `the colour profile “${profile}” is ignored: pixel values are used as stored`,
});
