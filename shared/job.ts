// Work that takes its time: how far it is, and what it is called by.

/** How far a job is, in steps of what its label says. */
export type Step = Readonly<{ label: string; done: number; total: number }>
/** Hears of a step, and may hold the work up for a moment or end it by throwing. */
export type OnStep = (step: Step) => void | Promise<void>

/** What windows hear of a job. It is over when all is done. */
export type Progress = Step & Readonly<{ job: string /** What it is to people. */; name: string; cancellable: boolean }>

/** Jobs of which one runs at a time. */
export const ANALYSIS = 'analysis'
export const IMPORT = 'import'
export const CHARTS = 'charts'
export const PASSAGES = 'passages'
