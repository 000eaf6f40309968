import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { commands, menus } from '../../shared/commandlist.ts'
import { useApp } from '../state/data.ts'
import { shortcutOf } from './appcommands.ts'

const inText: readonly (readonly [string, string])[] = [
  ['Shift+arrows', 'Select words'],
  ['1 to 9', 'Code the selection with a recent code'],
  ['Letters', 'Find a code for the selection'],
  ['Enter', 'Open the code list for the selection'],
  ['Shift+Enter', 'Apply a code and keep the list open'],
  ['Escape', 'Let go of selection and highlight'],
]

/** Every key, from the list that the menus are made of. */
export function ShortcutsDialog({ isOpen, onClose }: Readonly<{ isOpen: boolean; onClose: () => void }>) {
  const platform = useApp()?.platform ?? ''
  return (
    <ModalOverlay isOpen={isOpen} isDismissable onOpenChange={(open) => open || onClose()}>
      <Modal className="modal wide">
        <Dialog>
          <Heading slot="title">Keyboard</Heading>
          <div className="shortcuts">
            <section>
              <h3>In the text</h3>
              <dl>
                {inText.map(([keys, what]) => (
                  <div key={keys}>
                    <dt>{what}</dt>
                    <dd>
                      <kbd>{keys}</kbd>
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
            {menus.map((menu) => (
              <section key={menu}>
                <h3>{menu}</h3>
                <dl>
                  {commands
                    .filter((command) => command.menu === menu && shortcutOf(command.id, platform) !== undefined)
                    .map((command) => (
                      <div key={command.id}>
                        <dt>{command.label.replace('…', '')}</dt>
                        <dd>
                          <kbd>{shortcutOf(command.id, platform)}</kbd>
                        </dd>
                      </div>
                    ))}
                </dl>
              </section>
            ))}
          </div>
          <div className="choices">
            <Button slot="close">Done</Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
