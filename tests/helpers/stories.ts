// Invented stories, each told by several papers in their own words: what an analysis of a collection should bring together, and what
// it should keep apart. Stories that come close to each other (two ferries, two elections) are here on purpose.

export type Telling = Readonly<{ story: string; date: string; text: string }>

const told = (story: string, ...tellings: readonly (readonly [date: string, text: string])[]): Telling[] =>
  tellings.map(([date, text]) => ({ story, date, text }))

export const tellings: readonly Telling[] = [
  ...told(
    'ferry aground',
    [
      '2024-03-11',
      `The ferry Halcyon Star ran onto a sandbank outside Tolmere harbour early on Monday with 312 passengers aboard. Two tugs tried in vain to pull her free before the tide fell. Nobody was hurt, the harbour master Ilse Brandeker said. The owner, Norrow Lines, blamed a buoy that had drifted from its place during the storm of Saturday night. Passengers were taken ashore in lifeboats and given rooms in the town's sports hall. The Maritime Board has opened an inquiry into the grounding.`,
    ],
    [
      '2024-03-11',
      `More than 300 people spent the night in a gymnasium in Tolmere after the Halcyon Star got stuck on a sandbank at dawn. Lifeboat crews carried the travellers to land in groups of twelve. According to Norrow Lines, which runs the ship, a buoy had been moved by the weekend's storm. Brandeker, the harbour master, would not confirm this and pointed to the inquiry of the Maritime Board. A third tug was on its way from Vell.`,
    ],
    [
      '2024-03-13',
      `The Halcyon Star is afloat again. Three tugs drew the ferry of Norrow Lines off the sandbank near Tolmere at high water on Wednesday, two days after she had grounded with 312 passengers. Divers found scratches but no hole in her hull. The Maritime Board said its investigators had recovered the missing buoy a mile from where it belonged and would question the officers of the watch.`,
    ],
  ),
  ...told(
    'ferry fares',
    [
      '2024-03-12',
      `Norrow Lines will raise its fares by nine percent from May. A crossing from Tolmere to Vell will then cost 24 crowns instead of 22, a car 61. The company points to the price of fuel. The passengers' union called the increase shameless, as subsidies for the route had only been renewed in January. The transport committee of the provincial council wants to hear the company's director, Pell Andrade, next week.`,
    ],
    [
      '2024-03-14',
      `Crossing the sound is to become dearer: from May a ticket between Tolmere and Vell costs 24 crowns, two more than now. Director Pell Andrade of Norrow Lines defends the nine percent with the bill for fuel. Members of the transport committee recall the subsidies granted this winter. The union of passengers plans a petition against the fares.`,
    ],
  ),
  ...told(
    'mayor elected',
    [
      '2024-04-07',
      `Dora Finnek will be the first woman to govern Ostrava Bay. The teacher, who stood for the Green List, won 52.3 percent of the votes in Sunday's run-off against the incumbent mayor Karel Rusnok. Turnout was 61 percent, higher than four years ago. Finnek promised trams to the northern suburbs and a stop to the sale of municipal flats. Rusnok congratulated her before midnight and said he would leave politics.`,
    ],
    [
      '2024-04-08',
      `After sixteen years the era of Karel Rusnok is over. The mayor of Ostrava Bay lost Sunday's run-off to Dora Finnek, a teacher of 41, by fewer than three thousand votes. Her Green List had put municipal flats and a tram to the north of the city at the centre of its campaign. Rusnok conceded in the evening. Observers see the turnout of 61 percent as the key to Finnek's victory.`,
    ],
    [
      '2024-04-08',
      `Ostrava Bay votes for change: Green candidate Finnek beats Rusnok. With 52.3 percent she takes the town hall from a man who had held it since 2008. Business associations warn that a freeze on selling municipal flats would leave a hole in the budget. "We shall be honest about money," said Finnek, who will be sworn in on 2 May.`,
    ],
  ),
  ...told(
    'governor elected',
    [
      '2024-04-07',
      `In the province of Karst the conservative Milo Tarvan remains governor. He gained 58 percent of the votes on Sunday, his challenger Aneta Sorge 37. Turnout fell to 44 percent, the lowest since the province was founded. Tarvan named roads and hospitals as his tasks for the second term. Sorge complained of irregularities in two mountain districts and asked for a recount there.`,
    ],
    [
      '2024-04-09',
      `Aneta Sorge has lodged a complaint against the result of the vote in Karst. In two districts in the mountains, she says, more ballots were counted than there are voters. The electoral office of the province announced a recount by Friday. Governor Milo Tarvan, who won by 58 to 37 percent, spoke of a poor loser. Fewer than half of those entitled had gone to the polls.`,
    ],
  ),
  ...told(
    'factory closing',
    [
      '2024-02-20',
      `The glassworks of Sandau will close at the end of September. The Belgian parent company Verrum told its 840 workers at a meeting on Tuesday that the two furnaces could no longer be heated at a profit. The works council spoke of a betrayal, since Verrum had promised new electric furnaces in 2021 and taken 18 million in public money for them. Economics minister Lothar Quenn wants the aid back.`,
    ],
    [
      '2024-02-20',
      `Verrum shuts its plant in Sandau: 840 jobs in glass are lost by autumn. Gas and electricity had become too expensive, the group explained, and demand for bottles was falling. Only three years ago the state had paid 18 million towards electric furnaces that were never built. Minister Quenn announced that he would demand every cent. Workers blocked the gates on Tuesday evening.`,
    ],
    [
      '2024-02-24',
      `Four thousand people marched through Sandau on Saturday to save the glassworks. The works council presented a plan for going on with one furnace and 500 employees. Verrum said it would examine the proposal but held out little hope. The furnaces, in use since 1968, are to go cold in September. Quenn, the minister, was booed when he asked for patience.`,
    ],
  ),
  ...told(
    'comet',
    [
      '2024-05-30',
      `A comet that astronomers in Chile discovered only in March will be visible to the naked eye in June. Its tail is already longer than the full moon is wide, the observatory at Paranal reports. The best view is low in the northwest an hour after sunset. The body of ice and dust, named C/2024 F4, comes from the Oort cloud and will not return for eighty thousand years.`,
    ],
    [
      '2024-06-02',
      `Look to the northwest after sunset: C/2024 F4 has become bright enough to be seen without a telescope. The comet was found in March on images from Chile. It spent eighty thousand years on its way round and comes from the Oort cloud at the edge of the solar system. Amateurs report that its tail of dust and ice grows every evening.`,
    ],
  ),
  ...told('lone', [
    '2024-03-11',
    `Bees have moved into the organ of the abbey church at Lorn. The organist noticed the swarm when the lowest pipe stayed silent during the service. A beekeeper is to lure the insects out with a wooden box and sugar water. Until then the congregation sings to the piano. Honey, the abbot joked, would at least not be lacking at Easter.`,
  ]),
]
