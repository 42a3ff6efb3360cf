(function (host) {
  'use strict';
  const statements = transaction => ({
    query: async (sql, params) => host.$db_query(transaction, sql, params),
    exec: async (sql, params) => host.$db_exec(transaction, sql, params),
  });
  const direct = statements(0);

  const transaction = async work => {
    if (typeof work !== 'function') throw new TypeError("db.transaction: argument 'work' must be a function, not " + (work === null ? 'null' : typeof work) + '.');
    const id = await host.$db_begin();
    let result;
    try {
      result = await work(statements(id));
    } catch (error) {
      await host.$db_end(id, false);
      throw error;
    }
    await host.$db_end(id, true);
    return result;
  };

  return { 'db.query': direct.query, 'db.exec': direct.exec, 'db.transaction': transaction };
})
