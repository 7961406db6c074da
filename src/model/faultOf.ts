import * as v from 'valibot';

/** What is wrong with a value that does not have the form wanted, and where in it. */
export function faultOf(issue: v.BaseIssue<unknown>): string {
  const where = v.getDotPath(issue) ?? 'the whole';
  if (issue.expected === 'never') return `${where} is not known here`;
  if (issue.input === undefined) return `${where} is missing`;
  return `${where} expects ${issue.expected ?? 'another value'}, but received ${issue.received}`;
}
