import { describe, expect, it } from 'vitest'
import { importFile } from '../../../electron/import/import.ts'
import type { Imported } from '../../../shared/imported.ts'
import { payloads } from './payloads.ts'
import { inZone, now } from './read.ts'

const read = (name: string, content: string | Uint8Array): Promise<readonly Imported[]> =>
  importFile({ name, bytes: typeof content === 'string' ? Buffer.from(content, 'latin1') : content }, { now })
const only = async (name: string, content: string): Promise<Imported> => (await read(name, content))[0] as Imported

const story =
  'The town council of Port Marn voted on Monday evening to keep the barrage for ten more years, against the advice of the engineers.'
const head = 'From: Ida Pell <ida@courier.example>\nSubject: Gates\nDate: Tue, 12 Mar 2019 09:15:00 +0000\nMIME-Version: 1.0\n'
const plain = (body: string, type = 'text/plain; charset=utf-8') => `${head}Content-Type: ${type}\n\n${body}`
const alternative = (words: string, html: string) =>
  `${head}Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n${words}\n--b\nContent-Type: text/html\n\n${html}\n--b--\n`

describe('mail', () => {
  it('is read from its HTML where that holds words, else from its plain text', async () => {
    expect(inZone(await only('a.eml', alternative('Plain words.', `<p>${story}</p>`)), 'body')).toEqual([story])
    expect(inZone(await only('a.eml', alternative(story, '<img src="https://a.example/open.gif">')), 'body')).toEqual([story])
  })

  it.each([
    ['Re: Gates', 'Gates'],
    ['Fwd: AW: Re[2]: Gates', 'Gates'],
    ['TR : Gates', 'Gates'],
    ['Reuters: Gates', 'Reuters: Gates'],
    ['=?koi8-r?B?98/Sz9TB?=', 'Ворота'],
  ])('with the subject %s is called %s', async (subject, title) => {
    expect((await only('a.eml', plain(story).replace('Subject: Gates', `Subject: ${subject}`))).title).toBe(title)
  })

  it('does not repeat a subject that its text begins with', async () => {
    expect((await only('a.eml', plain(`GATES\n\n${story}`))).text).toBe(`GATES\n\n${story}`)
  })

  it('in a legacy encoding is decoded as it says', async () => {
    const mail = await only(
      'a.eml',
      plain(
        '=C2=EE=F0=EE=F2=E0 =EE=F1=F2=E0=FE=F2=F1=FF =ED=E0 =EC=E5=F1=F2=E5.',
        'text/plain; charset=windows-1251\nContent-Transfer-Encoding: quoted-printable',
      ),
    )
    expect(mail.text).toContain('Ворота остаются на месте.')
    expect(mail.encoding).toBe('windows-1251')
  })

  it('that only sends on what it quotes keeps it as its own words', async () => {
    const mail = await only('a.eml', plain(`FYI\n\nOn Tue, Mar 12, 2019, Tom Rusk wrote:\n> ${story}\n`))
    expect(inZone(mail, 'body')).toContain(story)
    expect(mail.blocks.find(({ start, end }) => mail.text.slice(start, end) === story)?.kind).toBe('quote')
  })

  it('names its attachments and does not read them', async () => {
    const part = (name: string) =>
      `--m\nContent-Type: text/plain; name="${name}"\nContent-Disposition: attachment; filename="${name}"\n\nsecret words\n`
    const mail = await only(
      'a.eml',
      `${head}Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: text/plain\n\n${story}\n${part('one.txt')}${part('../../etc/two.txt')}--m--\n`,
    )
    expect(mail.text).not.toContain('secret')
    expect(mail.warnings).toEqual(['2 attachments were not opened: “one.txt”, “../../etc/two.txt”.'])
  })

  it('of a newsletter names the outlet, of a person the author', async () => {
    const list = plain(story).replace('Subject:', 'List-Id: <gazette.example>\nSubject:').replace('Ida Pell', '"Harbour Gazette"')
    expect(await only('a.eml', list)).toMatchObject({ outlet: 'Harbour Gazette', author: '' })
    expect(await only('a.eml', plain(story))).toMatchObject({ outlet: '', author: 'Ida Pell' })
  })

  it.each([
    ['no words', plain('')],
    [
      'parts in parts',
      `${head}Content-Type: multipart/mixed; boundary=b0\n\n${Array.from({ length: 400 }, (_, i) => `--b${i}\nContent-Type: multipart/mixed; boundary=b${i + 1}\n\n`).join('')}`,
    ],
    ['headers without end', `${head}${`X-A: ${'a'.repeat(900)}\n`.repeat(1_000)}\n${story}`],
  ])('with %s is refused', async (_, mail) => {
    await expect(read('a.eml', mail)).rejects.toMatchObject({ code: 'refused' })
  })

  it('S13 gives no markup, whatever its HTML holds', async () => {
    for (const payload of payloads.slice(0, 60)) {
      const mail = await only('a.eml', alternative('Plain.', `<p>Before.</p>${payload}<p>After.</p>`))
      expect(mail.text).not.toMatch(/<(?:img|svg|script|iframe|object|embed)\b/i)
    }
  })
})

describe('pages saved as one file', () => {
  const page = (html: string, headers = '') =>
    `From: <Saved by Blink>\nSnapshot-Content-Location: https://courier.example/a\nSubject: Gates\nMIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="x"${headers}\n\n--x\nContent-Type: text/html\nContent-Location: https://courier.example/a\n\n${html}\n--x--\n`

  it('are told by how they begin, whatever they are called', async () => {
    for (const name of ['a.mht', 'a.mhtml', 'saved page', 'a.eml']) {
      expect(await only(name, page(`<h1>Gates</h1><p>${story}</p>`))).toMatchObject({
        format: 'mhtml',
        title: 'Gates',
        url: 'https://courier.example/a',
      })
    }
  })

  it('are read from the part that is named as their root', async () => {
    const parts = `--x\nContent-Type: text/html\nContent-ID: <ad>\n\n<p>Buy a boat.</p>\n--x\nContent-Type: text/html\nContent-ID: <root>\n\n<p>${story}</p>\n--x--`
    const saved = `MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x; start="<root>"\n\n${parts}`
    expect((await only('a.mht', saved)).text).toBe(story)
  })

  it.each([
    ['no HTML', 'Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/css\n\na {}\n--x--'],
    [
      'parts in parts',
      `Content-Type: multipart/related; boundary=b0\n\n${Array.from({ length: 40 }, (_, i) => `--b${i}\nContent-Type: multipart/mixed; boundary=b${i + 1}\n\n`).join('')}`,
    ],
    ['no parts', 'Content-Type: multipart/related; boundary=x\n\nnothing'],
    ['no words', page('<script>1</script>')],
  ])('with %s are refused', async (_, saved) => {
    await expect(read('a.mhtml', saved)).rejects.toMatchObject({ code: 'refused' })
  })
})
