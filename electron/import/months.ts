// Words that dates are made of, in the languages of the press. `*` at a word's end stands for any ending.

/** The twelve months, language by language; the forms of one month are parted by `|`. */
const monthNames = [
  'jan|january feb|february mar|march apr|april may jun|june jul|july aug|august sep|sept|september oct|october nov|november dec|december',
  'январ*|янв феврал*|фев март*|мар апрел*|апр мая|май июн* июл* август*|авг сентябр*|сен|сент октябр*|окт ноябр*|ноя|нояб декабр*|дек',
  'січ* лютого|лютий|лют берез*|бер квіт* травень|травня|трав черв* липень|липня|лип серп* верес*|вер жовт* листопада|листопад|лист груд*',
  'студз* лютага сакавік* красавік* мая|травень|траўня чэрвен* ліпен* жніўн* верасн* кастрычн* лістапад* снежн*',
  'януари|ян февруари|фев март|мар април|апр май юни|юн юли|юл август|авг септември|септ октомври|окт ноември|ноем декември|дек',
  'јануар|јан фебруар|феб март|мар април|апр мај јун јул август|авг септембар|сеп октобар|окт новембар|нов децембар|дец',
  'januar|jan februar|feb mart|mar april|apr maj jun|juni jul|juli avgust|avg septembar|sep oktobar|okt novembar|nov decembar|dec',
  'қаңтар* ақпан* наурыз* сәуір* мамыр* маусым* шілде* тамыз* қыркүйек* қазан* қараша* желтоқсан*',
  'jänner|januar|jän feber|februar märz|mär april mai juni juli august september oktober|okt november dezember|dez',
  'janvier|janv février|févr|fév mars avril|avr mai juin juillet|juil août septembre|sept octobre novembre décembre|déc',
  'enero|ene febrero|feb marzo|mar abril|abr mayo junio|jun julio|jul agosto|ago septiembre|setiembre|sept octubre|oct noviembre|nov diciembre|dic',
  'janeiro|jan fevereiro|fev março|mar abril|abr maio|mai junho|jun julho|jul agosto|ago setembro|set outubro|out novembro|nov dezembro|dez',
  'gennaio|gen febbraio|feb marzo|mar aprile|apr maggio|mag giugno|giu luglio|lug agosto|ago settembre|set|sett ottobre|ott novembre|nov dicembre|dic',
  'ocak|oca şubat|şub mart nisan|nis mayıs haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki kasım|kas aralık|ara',
  'yanvar|yan fevral|fev mart aprel may iyun iyul avqust|avgust|avq sentyabr|sentabr oktyabr|oktabr noyabr dekabr',
  'stycznia|styczeń lutego|luty marca|marzec kwietnia|kwiecień maja|maj czerwca|czerwiec lipca|lipiec sierpnia|sierpień września|wrzesień października|październik listopada|listopad grudnia|grudzień',
  'ledna|leden února|únor března|březen dubna|duben května|květen června|červen července|červenec srpna|srpen září října|říjen listopadu|listopad prosince|prosinec',
  'ianuarie|ian februarie martie aprilie mai iunie|iun iulie|iul august septembrie octombrie noiembrie decembrie',
  'januari|jan februari maart|mrt april mei juni juli augustus september oktober|okt november december',
  'januari februari mars|marts april maj|mai juni juli augusti|august september oktober november december|desember|des',
  'január|január* február* március*|márc|marec|marca április*|ápr|apríl* május*|máj június*|jún|júna július*|júl|júla augusztus* szeptember*|szept október*|októbra november* december*',
  'ιαν* φεβ* μαρ*|μάρ* απρ* μαΐ*|μάι*|μαι* ιουνίου|ιούνιος|ιουν ιουλίου|ιούλιος|ιουλ αυγ*|αύγ* σεπ* οκτ* νοε*|νοέ* δεκ*',
  'հունվար* փետրվար* մարտ* ապրիլ* մայիս* հունիս* հուլիս* օգոստոս* սեպտեմբեր* հոկտեմբեր* նոյեմբեր* դեկտեմբեր*',
  'იანვ* თებერ* მარტ* აპრილ* მაის* ივნის* ივლის* აგვისტ* სექტემ* ოქტომ* ნოემბ* დეკემბ*',
  'ינואר פברואר מרץ|מרס אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר',
  'בינואר בפברואר במרץ|במרס באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר',
  'يناير فبراير مارس أبريل|ابريل|إبريل مايو يونيو يوليو أغسطس|اغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر',
  'ژانویه فوریه مارس آوریل مه|می ژوئن ژوئیه|جولای اوت|آگوست سپتامبر اکتبر نوامبر دسامبر',
  'januari februari maret april mei juni juli agustus september oktober november desember',
]

const weekdays =
  'mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday понедельник* вторник* сред* четверг* пятниц* суббот* воскресен* пн вт ср чт пт сб вс понеділ* вівтор* серед* четвер* пʼятниц* п’ятниц* субот* неділ* montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo segunda-feira terça-feira quarta-feira quinta-feira sexta-feira lunedì martedì mercoledì giovedì venerdì sabato domenica pazartesi salı çarşamba perşembe cuma cumartesi pazar poniedziałek wtorek środa czwartek piątek sobota niedziela maandag dinsdag woensdag donderdag vrijdag zaterdag zondag bazar երկուշաբթի երեքշաբթի չորեքշաբթի հինգշաբթի ուրբաթ շաբաթ կիրակի ორშაბათი სამშაბათი ოთხშაბათი ხუთშაბათი პარასკევი შაბათი კვირა الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد'

/** Words that stand beside a date and say nothing about which day it is. */
const company =
  'published publish posted issued release released date dated on at of the in from time first originally created uploaded filed опубликовано дата от в г год года р року опубліковано veröffentlicht erstellt datum um uhr den der vom stand publié le à du publicado el de del a las da às pubblicato il alle ore yayınlanma tarihi tarih yayın saat dərc tarix il opublikowano dnia godz data roku հրապարակվել թ გამოქვეყნდა פורסם ב תאריך בתאריך نشر في تاريخ يوم h hrs hours o’clock'

/** Minutes from UTC of zones that go by one name everywhere. */
const zones: Readonly<Record<string, number>> = {
  z: 0,
  utc: 0,
  gmt: 0,
  est: -300,
  edt: -240,
  cdt: -300,
  mdt: -360,
  pst: -480,
  pdt: -420,
  cet: 60,
  cest: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  мск: 180,
  jst: 540,
}

/** Words after which the date of a later change stands. */
export const changed =
  /\b(?:last\s+)?(?:updated|modified|edited|revised)\b|обновлено|изменено|оновлено|aktualisiert|geändert|mis à jour|actualizado|atualizado|aggiornato|güncelle\p{L}*|yenilən\p{L}*|zaktualizowano/iu

type Meaning = Readonly<{ month: number } | { zone: number } | { half: 0 | 12 } | { nothing: true }>
const exact = new Map<string, Meaning>()
const beginnings: [string, Meaning][] = []

function learn(form: string, meaning: Meaning): void {
  if (form.endsWith('*')) beginnings.push([form.slice(0, -1), meaning])
  else if (!exact.has(form)) exact.set(form, meaning)
}
for (const language of monthNames) {
  for (const [i, forms] of language.split(' ').entries()) for (const form of forms.split('|')) learn(form, { month: i + 1 })
}
for (const word of weekdays.split(' ')) learn(word, { nothing: true })
for (const word of company.split(' ')) learn(word, { nothing: true })
for (const [word, zone] of Object.entries(zones)) learn(word, { zone })
learn('am', { half: 0 })
learn('pm', { half: 12 })

/** What a word, in lower case, means in a date; `undefined` for a word that has no place in one. */
export function meaningOf(word: string): Meaning | undefined {
  return exact.get(word) ?? beginnings.find(([start]) => word.startsWith(start))?.[1]
}
