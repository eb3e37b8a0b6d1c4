// Preloaded into everything the portal starts: when the starting process dies, however it dies, its children stop too.
if (process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
