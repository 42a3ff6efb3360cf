factories.fs = () => {
  const missing = path => Object.assign(new Error("ENOENT: no such file, open '" + path + "'"), { code: 'ENOENT' });
  const encodingOf = options => typeof options === 'string' ? options : options && options.encoding;
  const reader = caller => (path, options) => {
    const bytes = host.$file_read(caller, path);
    if (bytes === null) throw missing(path);
    return encodingOf(options) ? host.$bytes_to(caller, bytes, encodingOf(options)) : bytes;
  };
  const writer = caller => (path, data) => { host.$file_write(caller, path, data); };
  const appender = caller => (path, data) => { host.$file_append(caller, path, data); };
  const existsSync = path => { try { return host.$file_exists('fs.existsSync', path); } catch { return false; } };
  const promise = fn => async (path, options) => fn(path, options);
  return {
    readFileSync: reader('fs.readFileSync'), writeFileSync: writer('fs.writeFileSync'), appendFileSync: appender('fs.appendFileSync'), existsSync,
    promises: { readFile: promise(reader('fs.readFile')), writeFile: promise(writer('fs.writeFile')), appendFile: promise(appender('fs.appendFile')) },
  };
};
