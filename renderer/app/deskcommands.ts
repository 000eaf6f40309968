// Commands of an open project that are neither a dialog's nor a part of one view.

import { nameOf } from '../../shared/articlename.ts'
import type { Project } from '../../shared/contract.ts'
import type { Counted } from '../../shared/zones.ts'
import { useActs } from '../state/acts.ts'
import { call } from '../state/api.ts'
import { useCommands } from '../state/commands.ts'
import { useTell } from '../state/notice.ts'
import { initialWorkspace, useWorkspace } from '../state/workspace.ts'
import { walkRegions } from './keeping.ts'
import type { Texts } from './texts.ts'

export function useDeskCommands(project: Project, { open, reader, pair }: Texts): void {
  const [{ textSize, suggesting, cards, blind }, move] = useWorkspace()
  const acts = useActs()
  const tell = useTell()
  const count = (counted: Counted) => void call('project.count', { counted }).catch(tell.fail)

  useCommands({
    'project.saveCopy': () =>
      void call('project.saveCopy').then((file) => file !== null && tell.say(`A copy was saved as ${file}`), tell.fail),
    'edit.undo': () => void acts.undo(),
    'edit.redo': () => void acts.redo(),
    ...(project.readOnly || open === undefined || reader === null
      ? {}
      : {
          'edit.removeArticle': () =>
            void call('article.remove', { id: open.article.id }).then(
              () => tell.say(`Deleted “${nameOf(open.article)}” — saved`),
              tell.fail,
            ),
          'edit.bookmark': () => void acts.bookmark(open, reader.caret()).then((made) => made && move({ to: 'page', page: 'list' })),
        }),
    'view.countOwn': () => count('own'),
    'view.countAll': () => count('all'),
    'go.back': () => move({ to: 'back' }),
    'go.forward': () => move({ to: 'forward' }),
  })
  useCommands({
    'view.read': () => move({ to: 'view', view: 'read' }),
    'view.compare': () => move({ to: 'view', view: 'compare' }),
    'view.analyse': () => move({ to: 'view', view: 'analyse' }),
    'view.report': () => move({ to: 'view', view: 'report' }),
    'view.codebook': () => move({ to: 'view', view: 'codebook' }),
    'view.entities': () => move({ to: 'view', view: 'entities' }),
    'view.history': () => move({ to: 'view', view: 'history' }),
    'view.library': () => move({ to: 'toggle', what: 'library' }),
    'view.inspector': () => move({ to: 'toggle', what: 'inspector' }),
    'view.nextPanel': () => walkRegions(1),
    'view.previousPanel': () => walkRegions(-1),
    'view.larger': () => move({ to: 'textSize', size: textSize + 1 }),
    'view.smaller': () => move({ to: 'textSize', size: textSize - 1 }),
    'view.resetSize': () => move({ to: 'textSize', size: initialWorkspace.textSize }),
    'view.zones': () => move({ to: 'zones' }),
    'view.suggestions': () => {
      move({ to: 'suggesting', now: { on: !suggesting.on } })
      tell.say(suggesting.on ? 'Suggestions are hidden' : 'Suggestions are shown: F4 goes to the next one')
    },
  })
  useCommands({
    'compare.cards': () => move({ to: 'cards', now: { on: !cards.on } }),
    'compare.swap': () => move({ to: 'swap' }),
    'compare.link': () => move({ to: 'link' }),
    'compare.blind': () => move({ to: 'pairing', now: { blind: !blind } }),
    ...(pair === null
      ? {}
      : {
          'compare.shared': () => move({ to: 'pairPage', page: 'shared' }),
          'compare.ledger': () => move({ to: 'pairPage', page: 'ledger' }),
          'compare.verdict': () => move({ to: 'pairPage', page: 'verdict' }),
          'compare.set': () => move({ to: 'pairPage', page: 'set' }),
        }),
  })
}
