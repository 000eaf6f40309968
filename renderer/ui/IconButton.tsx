import type { LucideIcon } from 'lucide-react'
import { Button, type ButtonProps, ToggleButton, type ToggleButtonProps, Tooltip, TooltipTrigger } from 'react-aria-components'

type Named = Readonly<{ icon: LucideIcon; label: string; shortcut?: string | undefined }>

function Hint({ label, shortcut }: Pick<Named, 'label' | 'shortcut'>) {
  return (
    <Tooltip offset={6}>
      {label}
      {shortcut === undefined ? null : <kbd>{shortcut}</kbd>}
    </Tooltip>
  )
}

/** A button with a picture; its name is heard and shown on hover and focus. */
export function IconButton({ icon: Icon, label, shortcut, className, ...rest }: Named & Omit<ButtonProps, 'children' | 'aria-label'>) {
  return (
    <TooltipTrigger delay={500}>
      <Button aria-label={label} className={`icon-button ${typeof className === 'string' ? className : ''}`} {...rest}>
        <Icon size={16} aria-hidden />
      </Button>
      <Hint label={label} shortcut={shortcut} />
    </TooltipTrigger>
  )
}

export function IconToggle({
  icon: Icon,
  label,
  shortcut,
  ...rest
}: Named & Omit<ToggleButtonProps, 'children' | 'aria-label' | 'className'>) {
  return (
    <TooltipTrigger delay={500}>
      <ToggleButton aria-label={label} className="icon-button" {...rest}>
        <Icon size={16} aria-hidden />
      </ToggleButton>
      <Hint label={label} shortcut={shortcut} />
    </TooltipTrigger>
  )
}
