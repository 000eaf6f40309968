// Control words of RTF that mean something by themselves: signs, code pages, and kinds of groups.

/** A table without the names that every object has. */
export const lexicon = <T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> => Object.assign(Object.create(null), entries)
const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Control words that stand for a sign; some serve as substitutes as well. */
export const signs = lexicon({
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  emspace: ' ',
  enspace: ' ',
  qmspace: ' ',
  zwj: '\u200d',
  zwnj: '\u200c',
  '~': '\u00a0',
  '-': '\u00ad',
  _: '-',
  tab: '\t',
  nestcell: '\t',
  line: '\n',
  page: '\n',
  column: '\n',
})
export const breaks = words('tab nestcell line page column')

/** Groups that are no text. */
export const unread = words(
  'colortbl pict nonshppict shprslt fldinst pntxta pntxtb bkmkstart bkmkend xe tc rxe atnauthor atnid atndate atnicn atnref atnparent ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn revtbl listtable listoverridetable filetbl generator themedata datastore latentstyles objdata objclass objname objalias objsect nonesttables falt panose template docvar userprops private sp mmathPr mmath pn keywords company operator comment doccomm subject category manager hlinkbase printim buptim',
)
/** Groups that hold text though they are marked so that old programs leave them out. */
export const marked = words('footnote shpinst shptxt do dptxbxtext ud annotation nesttableprops')

/** The code pages of the first systems that the format was written on. */
export const encodings = lexicon({ mac: 'macintosh', pc: 'ibm437', pca: 'ibm850' })
