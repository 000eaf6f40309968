// One window that shows the page whose file is the last argument.
const { app, BrowserWindow } = require('electron')

void app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 900, useContentSize: true }).loadFile(process.argv.at(-1)))
app.on('window-all-closed', () => app.quit())
