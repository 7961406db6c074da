/** Whether a file's name is that of a project. */
export const isProjectName = (path: string): boolean => /\.unhue\.json$/i.test(path);
