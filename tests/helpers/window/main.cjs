// One window that shows the page whose file is the last argument.
const { app, BrowserWindow } = require('electron')

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 900, useContentSize: true })
  window.loadFile(process.argv.at(-1))
})
app.on('window-all-closed', () => app.quit())
