using NFlow.Runtime.Storage.EF.Databases;
using Npgsql;

namespace NFlow.Runtime.Storage.EF.Tests.Databases;

internal sealed class AddressTests
{
    [TestCase("host=db.example port=5433 user=app password=secret dbname=nflow sslmode=require")]
    [TestCase("user='app'  password = 'secret' host='db.example' port='5433' dbname=nflow sslmode=require")]
    [TestCase("postgres://app:secret@db.example:5433/nflow?sslmode=require")]
    [TestCase("postgresql://app:secret@db.example:5433/nflow?sslmode=require")]
    [TestCase("Host=db.example;Port=5433;Username=app;Password=secret;Database=nflow;SSL Mode=Require")]
    [TestCase("Server=db.example;Port=5433;User Id=app;Password=secret;Database=nflow;SslMode=Require")]
    public void Postgres_ThreeForms_MeanTheSame(string dsn)
    {
        var settings = new NpgsqlConnectionStringBuilder(PostgresAddress.Parse(dsn));

        Assert.That(
            (settings.Host, settings.Port, settings.Username, settings.Password, settings.Database, settings.SslMode),
            Is.EqualTo(("db.example", 5433, "app", "secret", "nflow", SslMode.Require)));
    }

    [TestCase(@"host=db password='it\'s a \\ pass word'", @"it's a \ pass word")]
    [TestCase(@"host=db password=a\ b", "a b")]
    [TestCase("host=db password='a;b=c'", "a;b=c")]
    [TestCase("postgres://u:p%40ss%2Fw%3Ard@db/x", "p@ss/w:rd")]
    [TestCase("Host=db;Password='a;b'", "a;b")]
    public void Postgres_PasswordWithOddCharacters_IsReadExactly(string dsn, string password) =>
        Assert.That(new NpgsqlConnectionStringBuilder(PostgresAddress.Parse(dsn)).Password, Is.EqualTo(password));

    [TestCase("user=app dbname=nflow", "localhost")]
    [TestCase("host=/var/run/postgresql user=app", "/var/run/postgresql")]
    [TestCase("postgres:///nflow", "localhost")]
    [TestCase("postgres://[::1]:5432/nflow", "::1")]
    public void Postgres_HostLeftOutOrUnusual_IsUnderstood(string dsn, string host) =>
        Assert.That(new NpgsqlConnectionStringBuilder(PostgresAddress.Parse(dsn)).Host, Is.EqualTo(host));

    [TestCase("verify-full", SslMode.VerifyFull)]
    [TestCase("verify-ca", SslMode.VerifyCA)]
    [TestCase("disable", SslMode.Disable)]
    [TestCase("prefer", SslMode.Prefer)]
    public void Postgres_SslModesOfLibpq_AreTranslated(string mode, SslMode expected) =>
        Assert.That(new NpgsqlConnectionStringBuilder(PostgresAddress.Parse($"host=db sslmode={mode}")).SslMode, Is.EqualTo(expected));

    [TestCase("app.db", "app.db")]
    [TestCase("./data/app.sqlite", "./data/app.sqlite")]
    [TestCase("/srv/a=b/app.db", "/srv/a=b/app.db")]
    [TestCase("file:app.db?cache=shared&mode=rwc", "app.db")]
    [TestCase("file:///srv/my%20app.db", "/srv/my app.db")]
    [TestCase("Data Source=app.db;Cache=Private", "app.db")]
    [TestCase("DataSource=app.db", "app.db")]
    public void Sqlite_PathUriOrConnectionString_NamesTheFile(string dsn, string path)
    {
        var address = SqliteAddress.Parse(dsn, TimeSpan.FromSeconds(5));

        Assert.That((new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(address.ConnectionString).DataSource, address.IsInMemory), Is.EqualTo((path, false)));
    }

    [TestCase(":memory:")]
    [TestCase("Data Source=:memory:")]
    [TestCase("file::memory:?cache=shared")]
    [TestCase("file:x?mode=memory&cache=shared")]
    [TestCase("Data Source=x;Mode=Memory;Cache=Shared")]
    public void Sqlite_InMemory_IsOneDatabaseForAllConnections(string dsn)
    {
        var address = SqliteAddress.Parse(dsn, TimeSpan.FromSeconds(5));

        Assert.That((address.IsInMemory, address.ConnectionString), Is.EqualTo((true, address.ConnectionString)));
    }

    [TestCase("app.db", 5)]
    [TestCase("Data Source=app.db;Default Timeout=12", 12)]
    public void Sqlite_LockTimeout_IsOursUnlessGiven(string dsn, int seconds) =>
        Assert.That(new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(SqliteAddress.Parse(dsn, TimeSpan.FromSeconds(5)).ConnectionString).DefaultTimeout, Is.EqualTo(seconds));
}
