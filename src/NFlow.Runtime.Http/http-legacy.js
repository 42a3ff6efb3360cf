(function (host) {
  'use strict';

  // Existing apps read headers as Go's http.Header: by method, whatever the case.
  const legacy = (name, method, url, body, headers) => {
    const result = host.$http_legacy(name, method, url, body, headers);
    const values = wanted => {
      const key = Object.keys(result.header).find(key => key.toLowerCase() === wanted.toLowerCase());
      return key === undefined ? [] : result.header[key];
    };
    const methods = { get: wanted => values(host.$text(name + '().header.get', 'name', wanted))[0] || '', values: wanted => values(host.$text(name + '().header.values', 'name', wanted)) };
    for (const member of Object.keys(methods)) Object.defineProperty(result.header, member, { value: methods[member], writable: true, configurable: true, enumerable: false });
    return result;
  };

  const api = {};
  for (const method of ['get', 'delete']) {
    api['http_' + method] = url => legacy('http_' + method, method.toUpperCase(), url);
    api['http_' + method + '_with_header'] = (url, headers) => legacy('http_' + method + '_with_header', method.toUpperCase(), url, undefined, headers);
  }
  for (const method of ['post', 'put', 'patch']) {
    api['http_' + method] = (url, body) => legacy('http_' + method, method.toUpperCase(), url, body);
    api['http_' + method + '_with_header'] = (url, body, headers) => legacy('http_' + method + '_with_header', method.toUpperCase(), url, body, headers);
  }

  return api;
})
