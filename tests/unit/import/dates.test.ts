import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { datesIn, readDate } from '../../../electron/import/dates.ts'

describe('dates', () => {
  it.each([
    ['20 September 2023 Wednesday 11:31', '2023-09-20T11:31'],
    ['September 20, 2023', '2023-09-20'],
    ['Jul 08, 2024', '2024-07-08'],
    ['Wed, 20 Sep 2023 11:31:00 +0000', '2023-09-20T11:31:00Z'],
    ['Published 3 May 2023 at 14:05 GMT', '2023-05-03T14:05Z'],
    ['Published: 3 May 2023 | Updated: 4 May 2023', '2023-05-03'],
    ['Updated 4 May 2023', '2023-05-04'],
    ['Sept. 20, 2023 3:15 PM EDT', '2023-09-20T15:15-04:00'],
    ['12:05 a.m., May 3rd 2023', '2023-05-03T00:05'],
    ['2023-09-20T11:31:00.123+0400', '2023-09-20T11:31:00+04:00'],
    ['20230920', '2023-09-20'],
    ['20.09.2023, 14.30 Uhr', '2023-09-20T14:30'],
    ['20/09/2023', '2023-09-20'],
    ['09/20/2023', '2023-09-20'],
    ['05/05/2023', '2023-05-05'],
    ['Le 20 septembre 2023 à 14h05', '2023-09-20T14:05'],
    ['20 de septiembre de 2023', '2023-09-20'],
    ['20 сентября 2023 г., 11:31', '2023-09-20T11:31'],
    ['5 травня 2024 року', '2024-05-05'],
    ['20 Eylül 2023 Çarşamba', '2023-09-20'],
    ['20 sentyabr 2023', '2023-09-20'],
    ['20 września 2023', '2023-09-20'],
    ['2023. szeptember 20.', '2023-09-20'],
    ['20 սեպտեմբերի 2023', '2023-09-20'],
    ['20 სექტემბერი 2023', '2023-09-20'],
    ['20 בספטמבר 2023', '2023-09-20'],
    ['٢٠ سبتمبر ٢٠٢٣', '2023-09-20'],
    ['2023年9月20日', '2023-09-20'],
    ['2023년 9월 20일', '2023-09-20'],
  ])('%s is %s', (text, date) => expect(readDate(text)).toBe(date))

  it.each([
    ['an order that could be two days', '05/06/2023'],
    ['a day that is not', '31 February 2023'],
    ['a year without a day', 'May 2023'],
    ['a time', '11:31'],
    ['a sentence', 'On 20 September 2023 the river rose'],
    ['two years', '20 September 2023 2024 2025 rose'],
    ['a score', '3-2, 20 September'],
    ['a year no paper has', '20 September 9023'],
    ['nothing', ''],
  ])('%s is no date: %s', (_, text) => expect(readDate(text)).toBe(''))

  it('finds the full dates of a text', () => {
    expect(datesIn('On 20 September 2023, and August 29, 2022; see 22.09.2023 or 01/10/2023.')).toEqual([
      '2023-09-20',
      '2022-08-29',
      '2023-09-22',
    ])
  })

  it('reads every day that is written out', () => {
    const months = 'January February March April May June July August September October November December'.split(' ')
    fc.assert(
      fc.property(fc.date({ min: new Date('1800-01-01'), max: new Date('2150-01-01'), noInvalidDate: true }), (day) => {
        const iso = day.toISOString().slice(0, 10)
        const [year, month, date] = iso.split('-').map(Number)
        const name = months[(month ?? 1) - 1] ?? ''
        expect(readDate(`${date} ${name} ${year}`)).toBe(iso)
        expect(readDate(`${name.slice(0, 3)} ${date}, ${year}`)).toBe(iso)
        expect(readDate(`${date}.${month}.${year}`)).toBe(iso)
      }),
    )
  })

  it('gives a day or nothing, of anything', () => {
    const day = /^(?:\d{4}-\d\d-\d\d(?:T.*)?)?$/
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        expect(readDate(text)).toMatch(day)
      }),
    )
  })
})
