// A short word of welcome on the sample project: three things to try, gone for good when it is closed.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'react-aria-components'
import { call } from '../state/api.ts'

const KEY = 'guide'

export const guideQuery = { queryKey: ['guide'], queryFn: () => call('setting.get', { key: KEY }) } as const

export function Guide() {
  const client = useQueryClient()
  const { data: seen } = useQuery(guideQuery)
  if (seen !== null) return null
  const close = () => {
    client.setQueryData(guideQuery.queryKey, 'closed')
    void call('setting.put', { key: KEY, value: 'closed' })
  }
  return (
    <aside className="guide" aria-label="First steps">
      <p>
        <strong>This is a sample project:</strong> ten articles, all invented, about one night at a dam. Change what you like.
      </p>
      <ol>
        <li>Select some words and type the name of a code. Enter puts it on; Ctrl+Z takes anything back.</li>
        <li>Press the two columns beside another article to compare it with this one: ribbons join what both share.</li>
        <li>Open Report to see the evidence as a page, and export it.</li>
      </ol>
      <Button className="quiet" onPress={close}>
        Close
      </Button>
    </aside>
  )
}
