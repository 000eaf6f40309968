// What a line or a text may say of where its words come from, as patterns: of reprints, translations and machines. Each is to
// match only where the sense is plain; flags.ts says what it takes from them.

const outlet = '(?:in|on|by|at|with|from)\\s+(?:the\\s+)?[\\p{Lu}“"\'‘«]'
export const firstElsewhere = new RegExp(
  [
    `\\b(?:first|originally|previously)\\s+(?:published|appeared|posted|printed)\\s+${outlet}`,
    `\\b(?:published|appeared)\\s+(?:first|originally)\\s+${outlet}`,
    `\\b(?:re-?published|reprinted|reproduced|cross-?posted|syndicated)\\s+(?:here\\s+)?(?:${outlet}|(?:with|by|under)\\s+(?:the\\s+)?(?:kind\\s+)?(?:permission|licen[cs]e))`,
    'впервые\\s+опубликован|перепечат(?:ано|ка)|оригинал\\s+(?:статьи|материала)|вперше\\s+опубліковано|передрук',
    '(?:zuerst|ursprünglich)\\s+(?:erschienen|veröffentlicht)|erstveröffentlichung|nachdruck\\s+(?:aus|mit)',
    "(?:publié|paru)\\w*\\s+(?:initialement|d['’]abord|à\\s+l['’]origine)|initialement\\s+(?:publié|paru)",
    '(?:publicado|publicada)\\s+originalmente|originalmente\\s+(?:publicado|publicada)|pubblicat[oa]\\s+originariamente|originariamente\\s+pubblicat[oa]',
    'ilk\\s+olarak\\s.{2,80}\\s(?:yayımlan|yayınlan)|ilk\\s+dəfə\\s.{2,80}\\sdərc|pierwotnie\\s+(?:opublikowan|ukazał)',
  ].join('|'),
  'iu',
)
export const sourceLink =
  /^(?:source(?: link)?|original (?:source|article|link)|read the (?:full |original )(?:article|story)|источник|оригинал|kaynak|mənbə|quelle)\s*(?:[:：]\s*\S.{0,100})?$/iu
export const agency =
  /^(?:[\p{Lu}][\p{L}\s.,/’'-]{1,60}\s)?\((Reuters|AP|AFP|dpa|EFE|ANSA|TASS|Xinhua|PTI|UPI|IANS|Interfax|Bloomberg|Kyodo|Yonhap)\)\s*[-–—:]/u

export const translated = new RegExp(
  [
    '^[([]?(?:this\\s+\\w+\\s+(?:was|has been)\\s+)?translat(?:ed|ion)(?:\\s+from\\s+(?:the\\s+)?\\p{Lu}|\\s+by\\s+\\p{Lu}|\\s*:)',
    '\\btranslated\\s+from\\s+(?:the\\s+)?(?:original\\s+)?\\p{Lu}\\p{L}+(?:\\s+by\\s|[\\s.,)\\]]*$)',
    '^[([]?перевод(?:чик)?\\s*[:：–-]|^[([]?перевод\\s+с\\s|^[([]?переклад(?:ач)?\\s*[:：–-]|^[([]?(?:çeviri|çeviren|tərcümə|übersetzung|tłumaczenie|traduction|traducción|traduzione|tradução)\\s*[:：–-]',
    '\\baus\\s+dem\\s+\\p{Lu}\\p{L}+en\\s+(?:übersetzt|von)\\b|\\btraduit\\s+(?:de\\s+l|du\\s|par\\s)|\\btraducido\\s+(?:del|por)\\s|\\btradotto\\s+(?:dal|da)\\s',
  ].join('|'),
  'iu',
)
export const byMachine =
  /\b(?:machine|automatic(?:ally)?|auto|computer)[\s-]+(?:generated\s+)?translat(?:ed|ion)\b|\btranslat(?:ed|ion)\s+(?:was\s+)?(?:made\s+|done\s+|provided\s+)?(?:by|with|using|via)\s+(?:google|deepl|yandex|bing|microsoft|an?\s+(?:ai|machine)|ai|artificial)|машинный\s+перевод|автоматическ\p{L}+\s+перевод|maschinell\s+übersetzt|traduction\s+automatique|traducción\s+automática/iu

/** Names of public places and people as other languages spell them: in an English text they come with a translation. */
export const foreignNames: Readonly<Record<string, string>> = {
  'Spanish or Catalan':
    'Paixinian|Pashinián|Jankendi|Latchin|Nagorno[- ]Karabaj|Alto Karabaj|Ereván|Bakú|Moscú|Zelenski|Erdogán|Jamenei|Jersón|Járkov|Putín|Teherán|Pekín|Bruselas|Ginebra',
  French: 'Pachinian|Latchine|Haut[- ]Karabakh|Erevan|Bakou|Moscou|Poutine|Loukachenko|Netanyahou|Téhéran|Pékin|Bruxelles|Genève|Tbilissi',
  German: 'Paschinjan|Latschin|Berg[- ]?Karabach|Eriwan|Moskau|Lukaschenko|Selenskyj|Netanjahu|Charkiw|Brüssel|Genf',
  Turkish: 'Paşinyan|Laçın|Hankendi|Dağlık[- ]Karabağ|Erivan|Bakü|Moskova|Zelenskiy|Tahran|Brüksel|Cenevre',
}
export const wholeWords = (words: string): RegExp => new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'gu')
/** Set phrases in which one word was exchanged for its neighbour in a list of synonyms, and what they stand for. */
export const exchanged: Readonly<Record<string, RegExp>> = {
  'Prime Minister': /\b(?:Top|Prime) (?:Cleric|Priest)\b|\bTop Minister\b/gu,
  'Foreign Minister': /\b(?:Overseas|International) Minister\b/gu,
  'White House': /\bWhite (?:Home|Residence)\b/gu,
  'Supreme Court': /\bSupreme Courtroom\b/gu,
  'House of Representatives': /\b(?:Home|Residence) of Representatives\b/gu,
  'Gaza City': /\b(?:Gaza|Mexico|Kansas|York) Town\b/gu,
  'United Nations': /\bUnited (?:Countries|International locations)\b/gu,
  'United States': /\b(?:Joined|Unified) States\b/gu,
  'State Department': /\bState (?:Division|Section)\b/gu,
  'Security Council': /\bSafety Council\b/gu,
}
