// English words that newsrooms put for one another when they rewrite a story. A line is one sense. Words with several everyday
// senses are left out, and no word stands in two lines.
import { stemOf } from './stems.ts'

const lines = `
accord deal pact treaty agreement
accuse blame allege
aid relief
aircraft jet airliner
announce declare reveal disclose unveil
approve endorse ratify
army military troops soldier
arrest detain apprehend
assault attack offensive
barely hardly scarcely
battle fight fighting combat clash
begin began begun start launch commence
blast explosion bomb explode detonate
blaze fire flames
boat ship vessel ferry
border frontier
boss chief head leader
build built construct erect
buy bought purchase acquire
cabinet government administration
ceasefire truce armistice
cheap inexpensive
child children kid youngster
citizen resident inhabitant villager
close shut closure
company firm corporation
concern worry fear anxiety
court tribunal
criticise criticize condemn denounce slam
crucial vital essential
cut reduce slash reduction
dead death died kill perish fatal
demand insist
demonstration protest protester rally
deny reject refute
destroy demolish devastate
talks negotiate negotiation discuss discussion
doctor physician medic
drop decline plunge
earthquake quake tremor
election vote poll ballot
employee worker staff
evacuate flee fled displaced
expect forecast predict
finish conclude
flood deluge inundate
football soccer
grow grew grown rise rose risen increase climb
guilty convict conviction
gun rifle firearm
halt stop pause suspend cease cessation
help assist
highway road motorway
house home dwelling
hospital clinic
huge vast massive enormous giant
illegal unlawful
illness disease
inquiry investigation probe investigate
injure wound hurt injury
jail prison imprison
journalist reporter
judgment ruling verdict
law legislation
lawyer attorney solicitor barrister
leave depart quit
lorry truck
need require
obtain receive
opponent rival adversary
pay salary wage
permission consent permit
phone telephone
police officer
premier prime
price cost
pupil schoolchild
rapid fast swift quick
rebel separatist insurgent
rebuild reconstruct restore
regain recover reclaim recapture retake
release discharge
rescue save
rich wealthy
sailor seaman
scientist researcher
sea ocean
sell sold sale
send sent dispatch
shoot shot gunfire gunman
spokesman spokeswoman spokesperson
steal stole stolen theft rob
storm gale hurricane
strike walkout stoppage
success triumph victory win won winner
surrender capitulate
throng crowd
territory region area enclave
terror terrorist
test trial
rail railway
try attempt
war conflict hostilities
warn warning caution alert notice
weapon arms armament
withdraw withdrawal retreat
yearly annual
`

const senses = new Map<string, string>()
for (const line of lines.trim().split('\n')) {
  const stems = line.split(' ').map(stemOf)
  for (const stem of stems) senses.set(stem, `~${stems[0]}`)
}

/** What a stem counts as: its sense where it has one, else itself. */
export const senseOf = (stem: string): string => senses.get(stem) ?? stem
