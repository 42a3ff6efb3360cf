using System.ComponentModel.DataAnnotations;

namespace NFlow.Runtime.Plugins.Db;

/// <summary>The database that scripts may use (table <c>[db]</c>). It is named explicitly, so that it is never the runtime's own by accident.</summary>
public sealed class DbOptions
{
    /// <summary>Whether scripts may use a database.</summary>
    /// <value>False.</value>
    public bool Enabled { get; set; }

    /// <summary><c>sqlite</c> (also <c>sqlite3</c>) or <c>postgres</c> (also <c>postgresql</c>).</summary>
    /// <value>Empty: it must be named when <see cref="Enabled"/>.</value>
    public string Driver { get; set; } = "";

    /// <summary>Connection string; for SQLite also a path. Never shown to scripts.</summary>
    /// <value>Empty: it must be given when <see cref="Enabled"/>.</value>
    public string ConnectionString { get; set; } = "";

    /// <summary>Rows one query may give; more is an error.</summary>
    /// <value>10,000.</value>
    [Range(1, 10_000_000)]
    public int MaxRows { get; set; } = 10_000;

    /// <summary>How long one statement may take.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Transactions a run may have open at once.</summary>
    /// <value>4.</value>
    [Range(1, 100)]
    public int MaxTransactions { get; set; } = 4;
}
