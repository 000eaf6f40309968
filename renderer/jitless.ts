// Imported before anything that declares a schema: zod otherwise tries to compile its parsers, which the content policy refuses.
import { config } from 'zod'

config({ jitless: true })
