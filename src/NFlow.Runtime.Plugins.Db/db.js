(function (host) {
  'use strict';

  // Bytes cannot travel as JSON: they go as base64, with a list of their positions.
  const plain = (caller, params, bytesAt) => {
    if (params === undefined || params === null) return [];
    if (!Array.isArray(params)) host.$expected(caller, 'params', 'an array', params);
    return params.map((value, position) => {
      if (typeof value === 'function' || typeof value === 'symbol') host.$expected(caller, 'params[' + position + ']', 'data', value);
      if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(caller + ": argument 'params[" + position + "]' must be a finite number, not " + value + '.');
      if (!ArrayBuffer.isView(value) && !(value instanceof ArrayBuffer)) return value;
      bytesAt.push(position);
      return host.$bytes_to(caller, value, 'base64');
    });
  };

  const statements = (prefix, transaction) => ({
    async query(sql, params) { const caller = prefix + '.query', bytesAt = []; return host.$db_query(caller, transaction, sql, plain(caller, params, bytesAt), bytesAt); },
    async exec(sql, params) { const caller = prefix + '.exec', bytesAt = []; return host.$db_exec(caller, transaction, sql, plain(caller, params, bytesAt), bytesAt); },
  });
  const direct = statements('db', 0);

  const transaction = async work => {
    if (typeof work !== 'function') host.$expected('db.transaction', 'work', 'a function', work);
    const id = await host.$db_begin();
    let result;
    try {
      result = await work(statements('tx', id));
    } catch (error) {
      await host.$db_end(id, false);
      throw error;
    }
    await host.$db_end(id, true);
    return result;
  };

  return { 'db.query': direct.query, 'db.exec': direct.exec, 'db.transaction': transaction };
})
