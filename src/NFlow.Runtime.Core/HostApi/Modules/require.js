(function (host) {
  'use strict';

  const loaded = {};
  const factories = {};

  /*MODULES*/

  factories.console = () => console;

  const load = name => {
    if (!Object.hasOwn(loaded, name)) loaded[name] = factories[name](load);
    return loaded[name];
  };

  const allowed = name => {
    if (!Object.hasOwn(factories, name)) return false;
    if (name === 'fs') return host.$capabilities().filesystem;
    if (name === 'http' || name === 'https') return host.$capabilities().network;
    return true;
  };

  function require(name) {
    if (typeof name !== 'string') host.$expected('require', 'name', 'a string', name);
    if (name === '') host.$expected('require', 'name', 'a string that is not empty', name);
    const id = name.startsWith('node:') ? name.slice(5) : name;
    if (!allowed(id)) throw new Error("module '" + name + "' is not allowed in sandbox");
    return load(id);
  }

  const crypto = {};
  for (const name of ['createHash', 'createHmac', 'randomBytes', 'randomUUID', 'randomInt', 'timingSafeEqual', 'getHashes', 'getRandomValues'])
    crypto[name] = (...values) => load('crypto')[name](...values);

  return { require, crypto };
})
