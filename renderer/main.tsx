import './jitless.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { CommandContext, CommandDesk } from './state/commands.ts'
import { queryClient } from './state/data.ts'
import './styles/index.css'

const root = document.getElementById('root')
if (root === null) throw new Error('no root element')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient()}>
      <CommandContext value={new CommandDesk()}>
        <App />
      </CommandContext>
    </QueryClientProvider>
  </StrictMode>,
)
