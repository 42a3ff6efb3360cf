using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace NFlow.Runtime.Storage.EF.Designer;

/// <summary>Maps the designer's tables, with the column types each database has in the field.</summary>
internal static class DesignerModel
{
    public static readonly string[] Tables = ["nflow", "modules", "template", "users", "api_tokens", "queries", "tracker"];

    /// <summary>SQLite columns hold 1, '1', 'true' or a blob of these; all read as text.</summary>
    private static readonly ValueConverter<bool, string> TextFlag = new(value => value ? "1" : "0", text => ColumnValue.IsTrue(text));

    private static readonly ValueConverter<string?, string?> Padded = new(value => value, stored => stored == null ? null : stored.TrimEnd(' '));

    private static readonly ValueConverter<long, int> NarrowNumber = new(value => checked((int)value), stored => stored);

    public static ModelBuilder ApplyDesignerTables(this ModelBuilder model, DatabaseFacade database)
    {
        var postgres = database.IsNpgsql();
        model.ApplyConfiguration(new AppRowConfiguration(postgres));
        model.ApplyConfiguration(new ModuleRowConfiguration(postgres));
        model.ApplyConfiguration(new TemplateRowConfiguration(postgres));
        model.ApplyConfiguration(new UserRowConfiguration(postgres));
        model.ApplyConfiguration(new TokenRowConfiguration(postgres));
        model.ApplyConfiguration(new QueryRowConfiguration(postgres));
        model.ApplyConfiguration(new TrackerRowConfiguration(postgres));
        return model;
    }

    public static PropertyBuilder<int> HasNumberedKey<T>(this EntityTypeBuilder<T> row, System.Linq.Expressions.Expression<Func<T, int>> id, bool postgres)
        where T : class
    {
        var property = row.Property(id).HasColumnName("id").HasColumnType("integer").ValueGeneratedOnAdd();
        return postgres ? property.UseSerialColumn() : property;
    }

    public static PropertyBuilder<bool?> IsFlag(this PropertyBuilder<bool?> property, bool postgres) =>
        postgres ? property.HasColumnType("boolean") : property.HasColumnType("blob").HasConversion(TextFlag).IsRequired().HasDefaultValueSql("true");

    /// <summary>A default that the designer's SQLite schema has and its PostgreSQL schema has not.</summary>
    public static PropertyBuilder<string?> HasSqliteDefault(this PropertyBuilder<string?> property, bool postgres, string value) =>
        postgres ? property : property.HasDefaultValueSql($"'{value}'");

    /// <summary>A <c>char(n)</c> column: PostgreSQL pads it with spaces.</summary>
    public static PropertyBuilder<string?> IsPadded(this PropertyBuilder<string?> property, int length) =>
        property.HasColumnType($"char({length})").HasConversion(Padded);

    public static PropertyBuilder<long?> IsUnixTime(this PropertyBuilder<long?> property, bool postgres) =>
        postgres ? property.HasColumnType("integer").HasConversion(NarrowNumber) : property.HasColumnType("integer");

    public static PropertyBuilder<DateTime?> IsUtcTimestamp(this PropertyBuilder<DateTime?> property, bool postgres) =>
        postgres
            ? property.HasColumnType("timestamp").HasDefaultValueSql("current_timestamp")
            : property.HasColumnType("timestamp").HasDefaultValueSql("CURRENT_TIMESTAMP");
}
