// Preloaded into everything the portal starts: when the starting process dies, however it dies, its children stop too.
const GRACE_MS = 8000;

if (process.channel) {
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    // Nobody is left who would end one that does not stop by itself.
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE_MS).unref();
  });
  process.channel.unref();
}
