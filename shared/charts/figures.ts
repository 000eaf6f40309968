// The charts, each as a figure: a heading, what is counted and of how many, a picture, and the table behind it. The same figures stand
// on the screen and in reports.
import type { ReportElement } from '../report/node.ts'
import { alongFigure } from './alongfigure.ts'
import { codesFigure } from './codesfigure.ts'
import type { Setting } from './figure.ts'
import { kindsFigure } from './kindsfigure.ts'
import type { Charts } from './model.ts'
import { timeFigure } from './timefigure.ts'
import { togetherFigure } from './togetherfigure.ts'
import { voiceFigures } from './voicefigures.ts'

/** All charts of some figures, in one order. */
export const chartFigures = (charts: Charts, setting: Setting): ReportElement[] => [
  codesFigure(charts, setting),
  alongFigure(charts, setting),
  kindsFigure(charts, setting),
  ...voiceFigures(charts, setting),
  timeFigure(charts, setting),
  togetherFigure(charts, setting),
]
