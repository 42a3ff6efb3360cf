factories.crypto = () => {
  const algorithms = ['md5', 'sha1', 'sha256', 'sha384', 'sha512', 'sha512-224', 'sha512-256'];
  const algorithm = (fn, name) => {
    if (typeof name !== 'string') host.$expected(fn, 'algorithm', 'a string', name);
    const id = String(name).toLowerCase().replace(/^sha-/, 'sha').replace('sha512/', 'sha512-');
    if (!algorithms.includes(id)) throw new Error(fn + ": algorithm '" + name + "' is not supported; use one of " + algorithms.join(', ') + '.');
    return id;
  };
  const bytesOf = (fn, argument, value, encoding) => {
    if (typeof value === 'string') return host.$bytes_from(fn, value, encoding || 'utf8');
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || Array.isArray(value)) return host.$bytes_copy(value);
    return host.$expected(fn, argument, 'a string or bytes', value);
  };
  const buffer = numbers => {
    const bytes = new Uint8Array(numbers.length);
    for (let i = 0; i < numbers.length; i++) bytes[i] = numbers[i];
    Object.defineProperty(bytes, 'toString', { value: encoding => host.$bytes_to('toString', bytes, encoding || 'utf8'), writable: true, configurable: true });
    return bytes;
  };
  const digester = (fn, id, key) => {
    let text = '';
    let bytes = null;
    let done = false;
    const self = {
      update(value, encoding) {
        if (done) throw new Error(fn + ': digest was already called.');
        if (bytes === null && typeof value === 'string' && (encoding === undefined || /^utf-?8$/i.test(encoding))) { text += value; return self; }
        if (bytes === null) bytes = host.$bytes_from('update', text, 'utf8');
        for (const byte of bytesOf(fn + '.update', 'data', value, encoding)) bytes.push(byte);
        return self;
      },
      digest(encoding) {
        if (done) throw new Error(fn + ': digest was already called.');
        done = true;
        const data = bytes === null ? text : bytes;
        const digest = key === null ? host.$crypto_hash(id, data) : host.$crypto_hmac(id, key, data);
        return encoding === undefined || encoding === 'buffer' ? buffer(digest) : host.$bytes_to('digest', digest, encoding);
      },
    };
    return self;
  };
  return {
    createHash: name => digester('createHash', algorithm('createHash', name), null),
    createHmac: (name, key) => digester('createHmac', algorithm('createHmac', name), bytesOf('createHmac', 'key', key)),
    randomBytes: size => buffer(host.$crypto_random('randomBytes', size)),
    randomUUID: () => host.$crypto_uuid(),
    randomInt(min, max) {
      if (max === undefined) { max = min; min = 0; }
      if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max) || max <= min) throw new (Number.isFinite(min) && Number.isFinite(max) ? RangeError : TypeError)('randomInt: min and max must be whole numbers with min below max.');
      return host.$crypto_int(min, max);
    },
    timingSafeEqual(a, b) {
      const [left, right] = [bytesOf('timingSafeEqual', 'a', a), bytesOf('timingSafeEqual', 'b', b)];
      if (left.length !== right.length) throw new RangeError('timingSafeEqual: both inputs must have the same length.');
      return host.$crypto_equal(left, right);
    },
    getRandomValues(array) {
      if (!ArrayBuffer.isView(array)) host.$expected('getRandomValues', 'array', 'a typed array', array);
      const bytes = host.$crypto_random('getRandomValues', array.byteLength);
      const view = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      for (let i = 0; i < bytes.length; i++) view[i] = bytes[i];
      return array;
    },
    getHashes: () => [...algorithms],
  };
};
