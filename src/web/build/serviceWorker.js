// Keeps the page's own files, so that it opens without a network. Nothing else is kept: figures never pass through.
const cacheName = 'unhue-/* version */';
const files = ['./', /* files */ ''];

addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll(files))
      .then(() => skipWaiting()),
  );
});

addEventListener('activate', (event) => {
  const old = (name) => name.startsWith('unhue-') && name !== cacheName;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => clients.claim()),
  );
});

addEventListener('fetch', (event) => {
  const { origin } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== location.origin) return;
  event.respondWith(
    caches
      .open(cacheName)
      .then((cache) => cache.match(event.request, { ignoreSearch: event.request.mode === 'navigate' }))
      .then((kept) => kept ?? fetch(event.request)),
  );
});
