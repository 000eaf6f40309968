/** A moment as the interface writes it, in the analyst's own time zone: `22 Apr 2025, 09:05`. `ms` since 1970 in UTC. */
export const moment = (ms: number): string => new Date(ms).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
