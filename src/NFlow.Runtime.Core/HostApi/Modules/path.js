factories.path = () => {
  const check = (fn, value) => { if (typeof value !== 'string') host.$expected('path.' + fn, 'path', 'a string', value); return value; };
  const normalize = path => {
    if (check('normalize', path) === '') return '.';
    const absolute = path.startsWith('/');
    const kept = [];
    for (const part of path.split('/')) {
      if (part === '' || part === '.') continue;
      if (part === '..' && kept.length && kept[kept.length - 1] !== '..') kept.pop();
      else if (part !== '..' || !absolute) kept.push(part);
    }
    const joined = kept.join('/') + (kept.length && path.endsWith('/') ? '/' : '');
    return absolute ? '/' + joined : joined === '' ? '.' : joined;
  };
  const join = (...parts) => normalize(parts.filter(part => check('join', part) !== '').join('/'));
  const resolve = (...parts) => {
    let path = '';
    for (const part of ['/', ...parts]) path = check('resolve', part).startsWith('/') ? part : part === '' ? path : path + '/' + part;
    const resolved = normalize(path);
    return resolved.length > 1 ? resolved.replace(/\/$/, '') : resolved;
  };
  const basename = (path, suffix) => {
    const name = check('basename', path).replace(/\/+$/, '').split('/').pop();
    return suffix && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
  };
  const dirname = path => {
    const trimmed = check('dirname', path).replace(/\/+$/, '');
    if (trimmed === '') return path.startsWith('/') ? '/' : '.';
    const slash = trimmed.lastIndexOf('/');
    return slash < 0 ? '.' : slash === 0 ? '/' : trimmed.slice(0, slash).replace(/\/+$/, '') || '/';
  };
  const extname = path => {
    const name = basename(check('extname', path));
    const dot = name.lastIndexOf('.');
    return dot <= 0 || /^\.+$/.test(name) ? '' : name.slice(dot);
  };
  const relative = (from, to) => {
    check('relative', from), check('relative', to);
    const [a, b] = [resolve(from).split('/').filter(Boolean), resolve(to).split('/').filter(Boolean)];
    let same = 0;
    while (same < a.length && same < b.length && a[same] === b[same]) same++;
    return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/');
  };
  const parse = path => {
    check('parse', path);
    const base = basename(path), ext = extname(path), root = path.startsWith('/') ? '/' : '';
    const dir = path.includes('/') ? dirname(path) : '';
    return { root, dir, base, ext, name: ext ? base.slice(0, -ext.length) : base };
  };
  const format = parts => {
    if (parts === null || typeof parts !== 'object') host.$expected('path.format', 'parts', 'an object', parts);
    const base = parts.base || (parts.name || '') + (parts.ext || ''); const dir = parts.dir || parts.root || ''; return dir === '' ? base : dir === parts.root ? dir + base : dir + '/' + base;
  };
  const path = { sep: '/', delimiter: ':', normalize, join, resolve, basename, dirname, extname, relative, parse, format, isAbsolute: path => check('isAbsolute', path).startsWith('/') };
  path.posix = path;
  return path;
};
