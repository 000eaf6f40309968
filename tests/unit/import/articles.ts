// Short news paragraphs of our own about one invented flood, in many languages, and encoders for the encodings that
// TextDecoder can read but nothing in Node can write.

/** What a language's legacy encodings are, as TextDecoder calls them, and a paragraph in it. */
export const articles: Readonly<Record<string, Readonly<{ encodings: readonly string[]; text: string }>>> = {
  Russian: {
    encodings: ['windows-1251', 'koi8-r', 'iso-8859-5', 'ibm866', 'x-mac-cyrillic'],
    text: 'Вода в реке поднялась на два метра за одну ночь, сообщили спасатели. Жители трёх сёл покинули свои дома ещё до рассвета. Губернатор области пообещал, что помощь получат все семьи. Дорога к мосту закрыта до понедельника, а школы в районе не работают.',
  },
  Ukrainian: {
    encodings: ['windows-1251', 'koi8-u'],
    text: 'Вода в річці піднялася на два метри за одну ніч, повідомили рятувальники. Жителі трьох сіл залишили свої домівки ще до світанку. Голова області пообіцяв, що допомогу отримають усі родини. Дорогу до мосту закрито до понеділка, а школи в районі не працюють. Її відкриють згодом.',
  },
  Belarusian: {
    encodings: ['windows-1251'],
    text: 'Вада ў рацэ паднялася на два метры за адну ноч, паведамілі ратавальнікі. Жыхары трох вёсак пакінулі свае дамы яшчэ да світання. Кіраўнік вобласці паабяцаў, што дапамогу атрымаюць усе сем’і. Дарога да моста зачынена да панядзелка, а школы ў раёне не працуюць.',
  },
  Bulgarian: {
    encodings: ['windows-1251', 'iso-8859-5'],
    text: 'Водата в реката се покачи с два метра само за една нощ, съобщиха спасителите. Жителите на три села напуснаха домовете си още преди зазоряване. Областният управител обеща, че всички семейства ще получат помощ. Пътят към моста е затворен до понеделник, а училищата в района не работят.',
  },
  Serbian: {
    encodings: ['windows-1251'],
    text: 'Вода у реци порасла је за два метра током једне ноћи, саопштили су спасиоци. Становници три села напустили су своје куће још пре зоре. Начелник округа обећао је да ће помоћ добити све породице. Пут према мосту затворен је до понедељка, а школе у том крају не раде.',
  },
  Turkish: {
    encodings: ['windows-1254'],
    text: 'Nehrin suyu bir gecede iki metre yükseldi, kurtarma ekipleri açıkladı. Üç köyün sakinleri şafaktan önce evlerini terk etti. Vali, bütün ailelere yardım ulaştırılacağına söz verdi. Köprüye giden yol pazartesiye kadar kapalı, ilçedeki okullar ise çalışmıyor. Yağışın hafta sonuna doğru azalması bekleniyor.',
  },
  Polish: {
    encodings: ['windows-1250', 'iso-8859-2'],
    text: 'Poziom wody w rzece podniósł się w ciągu jednej nocy o dwa metry, poinformowali ratownicy. Mieszkańcy trzech wsi opuścili swoje domy jeszcze przed świtem. Wojewoda obiecał, że pomoc otrzymają wszystkie rodziny. Droga do mostu jest zamknięta do poniedziałku, a szkoły w okolicy są nieczynne. Część łąk już leży pod wodą.',
  },
  Czech: {
    encodings: ['windows-1250', 'iso-8859-2'],
    text: 'Hladina řeky stoupla během jediné noci o dva metry, oznámili záchranáři. Obyvatelé tří vesnic opustili své domovy ještě před úsvitem. Hejtman slíbil, že pomoc dostanou všechny rodiny. Silnice k mostu je uzavřena do pondělí a školy v okolí nefungují. Déšť má ustat až ke konci týdne.',
  },
  Hungarian: {
    encodings: ['windows-1250', 'iso-8859-2'],
    text: 'A folyó vízszintje egyetlen éjszaka alatt két métert emelkedett, közölték a mentőalakulatok. Három falu lakói még hajnal előtt elhagyták otthonaikat. A megye vezetője megígérte, hogy minden család kap segítséget. A hídhoz vezető út hétfőig zárva, a környékbeli iskolák pedig nem működnek. Az eső a hét végére gyengülhet.',
  },
  Romanian: {
    encodings: ['windows-1250', 'iso-8859-2'],
    text: 'Apa râului a crescut cu doi metri într-o singură noapte, au anunţat salvatorii. Locuitorii a trei sate şi-au părăsit casele înainte de răsărit. Prefectul a promis că toate familiile vor primi ajutor. Drumul spre pod este închis până luni, iar şcolile din zonă nu funcţionează. Ploaia ar putea înceta spre sfârşitul săptămânii.',
  },
  Greek: {
    encodings: ['windows-1253', 'iso-8859-7'],
    text: 'Η στάθμη του ποταμού ανέβηκε δύο μέτρα μέσα σε μία νύχτα, ανακοίνωσαν οι διασώστες. Οι κάτοικοι τριών χωριών εγκατέλειψαν τα σπίτια τους πριν από την αυγή. Ο περιφερειάρχης υποσχέθηκε ότι όλες οι οικογένειες θα λάβουν βοήθεια. Ο δρόμος προς τη γέφυρα θα μείνει κλειστός έως τη Δευτέρα και τα σχολεία δεν λειτουργούν.',
  },
  Arabic: {
    encodings: ['windows-1256', 'iso-8859-6'],
    text: 'ارتفع منسوب مياه النهر مترين خلال ليلة واحدة، كما أعلن رجال الإنقاذ. وغادر سكان ثلاث قرى منازلهم قبل الفجر. ووعد المحافظ بأن تصل المساعدة إلى جميع العائلات. الطريق المؤدي إلى الجسر مغلق حتى يوم الاثنين، والمدارس في المنطقة لا تعمل. ومن المتوقع أن يتوقف المطر في نهاية الأسبوع.',
  },
  Hebrew: {
    encodings: ['windows-1255', 'iso-8859-8'],
    text: 'מפלס המים בנהר עלה בשני מטרים בלילה אחד, כך הודיעו כוחות ההצלה. תושבי שלושה כפרים עזבו את בתיהם עוד לפני עלות השחר. ראש המחוז הבטיח שכל המשפחות יקבלו סיוע. הדרך אל הגשר סגורה עד יום שני, ובתי הספר באזור אינם פועלים. הגשם צפוי להיחלש לקראת סוף השבוע.',
  },
  German: {
    encodings: ['windows-1252', 'iso-8859-15'],
    text: 'Der Fluss stieg über Nacht um zwei Meter, teilten die Rettungskräfte mit. Die Bewohner dreier Dörfer verließen ihre Häuser noch vor der Dämmerung. Der Landrat versprach, dass alle Familien Hilfe erhalten. Die Straße zur Brücke bleibt bis Montag gesperrt, und die Schulen der Umgebung sind geschlossen. „Wir hoffen, dass der Regen nachlässt“, sagte er.',
  },
  French: {
    encodings: ['windows-1252', 'iso-8859-15'],
    text: 'Le niveau de la rivière a monté de deux mètres en une seule nuit, ont annoncé les secouristes. Les habitants de trois villages ont quitté leurs maisons avant l’aube. Le préfet a promis que toutes les familles recevraient de l’aide. La route menant au pont restera fermée jusqu’à lundi, et les écoles de la région sont à l’arrêt.',
  },
  Spanish: {
    encodings: ['windows-1252', 'iso-8859-15'],
    text: 'El nivel del río subió dos metros en una sola noche, informaron los equipos de rescate. Los habitantes de tres aldeas abandonaron sus casas antes del amanecer. El gobernador prometió que todas las familias recibirán ayuda. La carretera al puente seguirá cerrada hasta el lunes y las escuelas de la región no abrirán. «Mañana lloverá menos», añadió.',
  },
  Portuguese: {
    encodings: ['windows-1252'],
    text: 'O nível do rio subiu dois metros numa única noite, informaram as equipas de salvamento. Os habitantes de três aldeias deixaram as suas casas antes do amanhecer. O governador prometeu que todas as famílias receberão ajuda. A estrada para a ponte está fechada até segunda-feira e as escolas da região não funcionam. Não há notícia de feridos.',
  },
  Swedish: {
    encodings: ['windows-1252'],
    text: 'Vattnet i floden steg två meter på en enda natt, uppgav räddningstjänsten. Invånarna i tre byar lämnade sina hem före gryningen. Landshövdingen lovade att alla familjer ska få hjälp. Vägen till bron är stängd till måndag och skolorna i området håller stängt. Regnet väntas avta mot slutet av veckan.',
  },
  Latvian: {
    encodings: ['windows-1257'],
    text: 'Ūdens līmenis upē vienā naktī paaugstinājās par diviem metriem, paziņoja glābēji. Trīs ciemu iedzīvotāji pameta savas mājas vēl pirms rītausmas. Novada vadītājs solīja, ka palīdzību saņems visas ģimenes. Ceļš uz tiltu slēgts līdz pirmdienai, un skolas apkārtnē nestrādā. Lietus varētu mitēties nedēļas beigās.',
  },
  Thai: {
    encodings: ['windows-874'],
    text: 'ระดับน้ำในแม่น้ำสูงขึ้นสองเมตรในคืนเดียว เจ้าหน้าที่กู้ภัยแจ้งเมื่อเช้านี้ ชาวบ้านสามหมู่บ้านออกจากบ้านก่อนรุ่งสาง ผู้ว่าราชการสัญญาว่าทุกครอบครัวจะได้รับความช่วยเหลือ ถนนไปสะพานปิดจนถึงวันจันทร์ และโรงเรียนในพื้นที่หยุดเรียน',
  },
  Chinese: {
    encodings: ['gb18030', 'gbk'],
    text: '河水一夜之间上涨了两米，救援人员表示。三个村庄的居民在天亮前离开家园。省长承诺所有家庭都将得到帮助。通往大桥的道路封闭到星期一，附近的学校停课。预计雨水将在周末减弱。',
  },
  TraditionalChinese: {
    encodings: ['big5'],
    text: '河水一夜之間上漲了兩公尺，救援人員表示。三個村莊的居民在天亮前離開家園。縣長承諾所有家庭都將得到幫助。通往大橋的道路封閉到星期一，附近的學校停課。預計雨勢將在週末減弱。',
  },
  Japanese: {
    encodings: ['shift_jis', 'euc-jp', 'iso-2022-jp'],
    text: '川の水位が一晩で二メートル上昇したと、救助隊が発表した。三つの村の住民は夜明け前に家を離れた。知事は、すべての家族に支援が届くと約束した。橋へ向かう道路は月曜日まで通行止めで、周辺の学校も休みになっている。雨は週末に弱まる見込みだ。',
  },
  Korean: {
    encodings: ['euc-kr'],
    text: '강물이 하룻밤 사이에 이 미터나 불어났다고 구조대가 밝혔다. 세 마을의 주민들은 동이 트기 전에 집을 떠났다. 도지사는 모든 가족이 도움을 받게 될 것이라고 약속했다. 다리로 가는 길은 월요일까지 막혀 있고, 부근의 학교는 문을 닫았다. 비는 주말에 약해질 것으로 보인다.',
  },
  Azerbaijani: {
    encodings: [],
    text: 'Çayın suyu bir gecədə iki metr qalxıb, xilasedicilər bildiriblər. Üç kəndin sakinləri hələ səhər açılmamış evlərini tərk ediblər. Rayon rəhbəri söz verib ki, bütün ailələrə kömək göstəriləcək. Körpüyə gedən yol bazar ertəsinə qədər bağlıdır, ətrafdakı məktəblər işləmir.',
  },
  Armenian: {
    encodings: [],
    text: 'Գետի ջուրը մեկ գիշերում բարձրացել է երկու մետրով, հայտնել են փրկարարները։ Երեք գյուղերի բնակիչները լուսաբացից առաջ լքել են իրենց տները։ Մարզպետը խոստացել է, որ բոլոր ընտանիքներն օգնություն կստանան։ Դեպի կամուրջ տանող ճանապարհը փակ է մինչև երկուշաբթի։',
  },
  Georgian: {
    encodings: [],
    text: 'მდინარის დონემ ერთ ღამეში ორი მეტრით აიწია, განაცხადეს მაშველებმა. სამი სოფლის მცხოვრებლებმა სახლები გათენებამდე დატოვეს. გუბერნატორმა პირობა დადო, რომ დახმარებას ყველა ოჯახი მიიღებს. ხიდისკენ მიმავალი გზა ორშაბათამდე დაკეტილია.',
  },
  Persian: {
    encodings: [],
    text: 'سطح آب رودخانه در یک شب دو متر بالا آمد، امدادگران گفتند. ساکنان سه روستا پیش از سپیده‌دم خانه‌های خود را ترک کردند. استاندار قول داد که همهٔ خانواده‌ها کمک دریافت می‌کنند. جادهٔ پل تا روز دوشنبه بسته است و مدرسه‌های منطقه کار نمی‌کنند.',
  },
  English: {
    encodings: ['windows-1252'],
    text: 'The river rose by two metres in a single night, rescuers said. “We left before dawn,” said a resident of one of three villages. The governor promised that every family will get help. The road to the bridge is closed until Monday — and the area’s schools are not working. Rain should ease at the week’s end…',
  },
}

const tables = new Map<string, ReadonlyMap<string, readonly number[]>>()

/** Characters of an encoding with their bytes, found by decoding every byte and every pair of bytes. */
function tableOf(encoding: string): ReadonlyMap<string, readonly number[]> {
  const known = tables.get(encoding)
  if (known !== undefined) return known
  const decoder = new TextDecoder(encoding, { fatal: true })
  const table = new Map<string, readonly number[]>()
  const learn = (bytes: readonly number[]) => {
    try {
      const char = decoder.decode(Uint8Array.from(bytes))
      if (Array.from(char).length === 1 && !table.has(char)) table.set(char, bytes)
    } catch {
      // Not a character of this encoding.
    }
  }
  for (let first = 0; first < 256; first += 1) learn([first])
  if (!/^(?:windows|iso-8859|koi8|ibm|x-mac|macintosh)/.test(encoding)) {
    for (let first = 0x81; first < 255; first += 1) for (let second = 0x30; second < 255; second += 1) learn([first, second])
  }
  tables.set(encoding, table)
  return table
}

/** ISO-2022-JP is EUC-JP in seven bits between escapes. */
function toIso2022(text: string): Uint8Array {
  const bytes: number[] = []
  let wide = false
  for (const char of text) {
    const pair = tableOf('euc-jp').get(char)
    if (pair === undefined) throw new Error(`no ${char} in euc-jp`)
    const isWide = pair.length === 2
    if (isWide !== wide) bytes.push(0x1b, ...(isWide ? [0x24, 0x42] : [0x28, 0x42]))
    wide = isWide
    bytes.push(...pair.map((byte) => byte & 0x7f))
  }
  return Uint8Array.from(wide ? [...bytes, 0x1b, 0x28, 0x42] : bytes)
}

/** A text's bytes in an encoding, or `undefined` when the encoding lacks one of its characters. */
export function encode(text: string, encoding: string): Uint8Array | undefined {
  if (encoding === 'iso-2022-jp') return toIso2022(text)
  if (encoding === 'utf-8') return new TextEncoder().encode(text)
  if (encoding.startsWith('utf-16')) {
    const bytes = new Uint8Array(text.length * 2)
    const view = new DataView(bytes.buffer)
    for (let i = 0; i < text.length; i += 1) view.setUint16(2 * i, text.charCodeAt(i), encoding === 'utf-16le')
    return bytes
  }
  const table = tableOf(encoding)
  const bytes: number[] = []
  for (const char of text) {
    const found = table.get(char)
    if (found === undefined) return undefined
    bytes.push(...found)
  }
  return Uint8Array.from(bytes)
}
