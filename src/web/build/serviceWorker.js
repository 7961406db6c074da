// Keeps the page's own files, so that it opens without a network: most of them at once, the largest when they are first
// used. Nothing else is kept.
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
  event.respondWith(answer(event.request));
});

async function answer(request) {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request, { ignoreSearch: request.mode === 'navigate' });
  if (kept) return kept;
  const fetched = await fetch(request);
  const assets = new URL('./assets/', location.href).href;
  if (fetched.ok && request.url.startsWith(assets)) await cache.put(request, fetched.clone());
  return fetched;
}
