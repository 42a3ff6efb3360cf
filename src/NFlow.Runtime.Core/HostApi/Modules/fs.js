factories.fs = () => {
  const missing = path => Object.assign(new Error("ENOENT: no such file, open '" + path + "'"), { code: 'ENOENT' });
  const encodingOf = options => typeof options === 'string' ? options : options && options.encoding;
  const readFileSync = (path, options) => {
    const bytes = host.$file_read(String(path));
    if (bytes === null) throw missing(path);
    return encodingOf(options) ? host.$bytes_to(bytes, encodingOf(options)) : bytes;
  };
  const text = data => typeof data === 'string' ? data : ArrayBuffer.isView(data) || Array.isArray(data) ? data : String(data);
  const writeFileSync = (path, data) => host.$file_write(String(path), text(data));
  const appendFileSync = (path, data) => host.$file_append(String(path), text(data));
  const existsSync = path => { try { return host.$file_exists(String(path)); } catch { return false; } };
  const promise = fn => async (...values) => fn(...values);
  return { readFileSync, writeFileSync, appendFileSync, existsSync, promises: { readFile: promise(readFileSync), writeFile: promise(writeFileSync), appendFile: promise(appendFileSync) } };
};
