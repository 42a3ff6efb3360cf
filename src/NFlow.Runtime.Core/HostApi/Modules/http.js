factories.http = () => {
  if (typeof http === 'undefined') throw new Error("module 'http' is not installed in this host");
  return { get: http.get, post: http.post, put: http.put, patch: http.patch, delete: http.delete, request: http.request };
};
factories.https = load => load('http');
