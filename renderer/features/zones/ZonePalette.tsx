// Chooses a zone for a stretch of text: by arrow keys, by its first letters, or by its digit.
import { useRef } from 'react'
import { Dialog, Heading, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components'
import { type Zone, zoneKinds } from '../../../shared/text.ts'
import { isOwn, type ZoneStretch, zoneNames } from '../../../shared/zones.ts'

type Props = Readonly<{
  /** Where the stretch stands on the screen, and the part of the screen that shows the text. */
  box: DOMRect
  frame: DOMRect
  /** What the stretch is now, at its start. */
  now: ZoneStretch | undefined
  onChoose: (zone: Zone | null) => void
  onClose: () => void
}>

const RESET = 'reset'

export function ZonePalette({ box, frame, now, onChoose, onClose }: Props) {
  const anchor = useRef<HTMLDivElement>(null)
  const top = Math.min(Math.max(box.top, frame.top), frame.bottom - 40)
  const bottom = Math.min(Math.max(box.bottom, top), frame.bottom - 40)
  const items = [
    ...zoneKinds.map((zone, i) => ({ id: zone as string, zone: zone as Zone | null, name: zoneNames[zone], key: String(i + 1) })),
    ...(now?.origin === 'analyst' ? [{ id: RESET, zone: null, name: 'As imported', key: '0' }] : []),
  ]
  const choose = (key: string) => {
    const item = items.find((each) => each.id === key || each.key === key)
    if (item !== undefined) onChoose(item.zone)
    return item !== undefined
  }
  return (
    <>
      <div ref={anchor} className="palette-anchor" style={{ left: box.left, top, width: Math.max(1, box.width), height: bottom - top }} />
      <Popover
        className="react-aria-Popover zone-palette"
        triggerRef={anchor}
        isOpen
        onOpenChange={(isOpen) => isOpen || onClose()}
        placement="bottom start"
        offset={8}
      >
        <Dialog aria-label="Mark as zone">
          <Heading slot="title">Mark as zone</Heading>
          <div
            role="presentation"
            onKeyDownCapture={(event) => {
              if (/^\d$/.test(event.key) && choose(event.key)) event.preventDefault()
            }}
          >
            <ListBox aria-label="Zones" autoFocus="first" selectionMode="none" items={items} onAction={(key) => choose(String(key))}>
              {({ id, zone, name, key }) => (
                <ListBoxItem
                  id={id}
                  textValue={name}
                  className="react-aria-ListBoxItem zone-choice"
                  data-now={zone === now?.zone || undefined}
                >
                  <Text slot="label">{name}</Text>
                  <small>{zone === null ? '' : zone === now?.zone ? 'as it is' : isOwn(zone) ? 'counted' : 'left out'}</small>
                  <kbd>{key}</kbd>
                </ListBoxItem>
              )}
            </ListBox>
          </div>
        </Dialog>
      </Popover>
    </>
  )
}
